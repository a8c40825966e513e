// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenAlgorithm } from '../../../shared/schemas/token.ts';
import { publicKeyHashOf } from '../../formats/public-key-hash.ts';
import type { IncomingKey } from '../../vault/records/key-envelopes.ts';
import type { CertificateHolder } from '../../x509/certificate/read-holder.ts';
import { writeName } from '../../x509/names/write-name.ts';
import { writeRequest } from '../../x509/requests/write-request.ts';
import { requestAlgorithms } from './request-keys.ts';

export interface MadeRequest {
  /** PKCS#10 (RFC 2986), DER. */
  readonly csr: Uint8Array;
  /** The caller zeroes its `pkcs8`. */
  readonly key: IncomingKey;
}

/**
 * `holder`: RFC 4514, or a certificate's octets, identical for renewals (RFC 7030 §4.2.2). Errors: `invalid-input`,
 * `verification-failed` (discard key and request).
 */
export async function makeRequest(
  algorithm: TokenAlgorithm,
  holder: string | CertificateHolder,
  challengePassword: string | null = null,
): Promise<MadeRequest> {
  const asked = typeof holder === 'string' ? { subject: writeName(holder), alternativeNames: null } : holder;
  const signingAlgorithm = requestAlgorithms[algorithm];
  const { subtle } = globalThis.crypto;
  const keys = (await subtle.generateKey(signingAlgorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const content = { holder: asked, challengePassword };
  const csr = await writeRequest(content, { keys, signingAlgorithm, crypto: globalThis.crypto });
  const pkcs8 = new Uint8Array(await subtle.exportKey('pkcs8', keys.privateKey));
  const spki = new Uint8Array(await subtle.exportKey('spki', keys.publicKey));
  const spkiSha256 = createHash('sha256').update(spki).digest('hex');
  if ((await publicKeyHashOf(pkcs8)) !== spkiSha256) {
    pkcs8.fill(0);
    throw new AppError('verification-failed', { what: 'request' });
  }
  return { csr, key: { pkcs8, spkiSha256, algorithm } };
}

/**
 * For CA-made keys: signed by a discarded key, since PKCS#10 needs a signature; the server ignores both (RFC 7030
 * §4.4.1).
 */
export async function makeKeylessRequest(...asked: Parameters<typeof makeRequest>): Promise<Uint8Array> {
  const { csr, key } = await makeRequest(...asked);
  key.pkcs8.fill(0);
  return csr;
}
