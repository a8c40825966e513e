// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { X509CertificateGenerator } from '@peculiar/x509';
import type { FoundCertificate } from '../../../main/formats/inspect/inspection.ts';
import type { IncomingKey } from '../../../main/vault/records/key-envelopes.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';

export interface TestIdentity {
  readonly certificate: FoundCertificate;
  readonly key: IncomingKey;
  readonly sha256: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export async function makeKeyPair(): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** A self-signed EC P-256 certificate with its private key. `subject` is an RFC 4514 name. */
export async function makeIdentity(
  subject: string,
  friendlyName: string | null = null,
  keyPair?: CryptoKeyPair,
  validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2028-01-01T00:00:00Z') },
): Promise<TestIdentity> {
  const keys = keyPair ?? (await makeKeyPair());
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: subject,
    keys,
    ...validity,
    signingAlgorithm: algorithm,
  });
  const fields = readCertificateFields(new Uint8Array(certificate.rawData));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    certificate: { der: new Uint8Array(certificate.rawData), fields, friendlyName },
    key: { pkcs8, spkiSha256: fields.spkiSha256, algorithm: fields.algorithm },
    sha256: fields.sha256,
  };
}
