// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CertificateFields } from '../../../main/x509/certificate/certificate-fields.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { verifyChain, verifySignature } from '../../../main/x509/signatures/verify-signature.ts';
import { corporaFolder, corpusCertificates, corpusRows } from '../../support/corpora.ts';
import { type KeyName, keyOptions } from '../../support/formats/openssl-credentials.ts';
import { pemBodies } from '../../support/formats/openssl-objects.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import { countBy, reportTable } from '../../support/formats/report-table.ts';

const missing = missingTools('openssl');
const standardId = 'distid:1234567812345678';

/** Key types and signing options, by descriptive name. */
const ways: Readonly<Record<string, readonly [KeyName, ...string[]]>> = {
  'RSA PKCS#1 SHA-1': ['rsa', '-sha1'],
  'RSA PKCS#1 SHA-256': ['rsa', '-sha256'],
  'RSA PKCS#1 SHA-512': ['rsa', '-sha512'],
  'RSA-PSS SHA-256': ['rsa', '-sha256', '-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32'],
  'RSA-PSS SHA-384, longest salt': [
    'rsa',
    '-sha384',
    '-sigopt',
    'rsa_padding_mode:pss',
    '-sigopt',
    'rsa_pss_saltlen:max',
  ],
  'RSA-PSS by a PSS key': ['rsa-pss', '-sha256'],
  'ECDSA P-256': ['p256', '-sha256'],
  'ECDSA P-384 SHA-384': ['p384', '-sha384'],
  'ECDSA P-521 SHA-512': ['p521', '-sha512'],
  'ECDSA P-256 SHA3-256': ['p256', '-sha3-256'],
  'ECDSA P-256, a longer hash': ['p256', '-sha512'],
  secp256k1: ['secp256k1', '-sha256'],
  'brainpool P256r1': ['brainpool-p256', '-sha256'],
  'brainpool P512r1': ['brainpool-p512', '-sha512'],
  Ed25519: ['ed25519'],
  Ed448: ['ed448'],
  'SM2, the standard identity': ['sm2', '-sm3', '-sigopt', standardId],
  'SM2, the empty identity': ['sm2', '-sm3', '-sigopt', 'distid:'],
};
/** Valid, but with unsupported algorithms: never called invalid. */
const beyondUs: typeof ways = {
  'RSA PKCS#1 SHA-224': ['rsa', '-sha224'],
  'RSA-PSS with another mask hash': [
    'rsa',
    '-sha256',
    '-sigopt',
    'rsa_padding_mode:pss',
    '-sigopt',
    'rsa_mgf1_md:sha1',
  ],
  'ECDSA on secp224r1': ['secp224r1', '-sha256'],
};

describe.skipIf(missing.length > 0)('signatures of chains made by OpenSSL', () => {
  let folder: PeerFolder;
  beforeAll(() => {
    folder = new PeerFolder();
  });
  afterAll(() => folder.remove());

  const der = (file: string) => pemBodies(readFileSync(folder.file(file), 'latin1'), /./)[0] as Buffer;

  /** Leaf, intermediate and root (DER) with the same signature type. OpenSSL must accept each link. */
  function makeChain([key, ...options]: readonly [KeyName, ...string[]]): Buffer[] {
    const make = (name: string, extension: string, ...issuer: string[]) => {
      folder.run('openssl', 'genpkey', ...keyOptions[key], '-out', `${name}.key`);
      const request = ['req', '-x509', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-days', '30'];
      folder.run('openssl', ...request, ...options, '-addext', extension, ...issuer, '-out', `${name}.pem`);
    };
    make('root', 'basicConstraints=critical,CA:TRUE');
    make('middle', 'basicConstraints=critical,CA:TRUE', '-CA', 'root.pem', '-CAkey', 'root.key');
    make('leaf', 'basicConstraints=critical,CA:FALSE', '-CA', 'middle.pem', '-CAkey', 'middle.key');
    const verifyOptions = options.flatMap((option) => (option.startsWith('distid:') ? ['-vfyopt', option] : []));
    // Link by link: OpenSSL applies an SM2 identity only to the first certificate.
    for (const [certificate, issuer] of [
      ['leaf', 'middle'],
      ['middle', 'root'],
    ] as const) {
      const trust = ['-partial_chain', '-auth_level', '0', '-trusted', `${issuer}.pem`, `${certificate}.pem`];
      expect(folder.run('openssl', 'verify', ...verifyOptions, ...trust).toString()).toContain('OK');
    }
    return ['leaf.pem', 'middle.pem', 'root.pem'].map(der);
  }

  test.each(Object.keys(ways))(
    '[F08] [V01] %s: verifies each link with its issuer, and refuses a changed certificate',
    async (name) => {
      const chain = makeChain(ways[name] as (typeof ways)[string]);
      expect(await verifyChain(chain, true)).toEqual(['valid', 'valid', 'valid']);
      const [leaf, middle, root] = chain as [Buffer, Buffer, Buffer];
      expect(await verifyChain([leaf, middle], false)).toEqual(['valid', 'unknown']);
      expect(await verifySignature(leaf, root)).toBe('invalid');
      // A bit of the serial number, and a bit near the end of the signature.
      for (const at of [20, leaf.length - 5]) {
        const changed = Buffer.from(leaf);
        changed[at] = changed.readUInt8(at) ^ 1;
        expect(await verifySignature(changed, middle)).toBe('invalid');
      }
    },
  );

  test.each(Object.keys(beyondUs))('[F08] [V01] %s is unknown, not invalid', async (name) => {
    expect(await verifyChain(makeChain(beyondUs[name] as (typeof ways)[string]), true)).toEqual([
      'unknown',
      'unknown',
      'unknown',
    ]);
  });
});

/** Limits the issuers of the same name that are tried for each certificate. */
const maxIssuers = 3;

describe.skipIf(corporaFolder === null)('signatures of the corpora', () => {
  test('[V01] agrees with OpenSSL (through Node) on each certificate with each issuer of its name', async () => {
    const all = corpusRows()
      .filter(({ kind }) => kind === 'der' || kind.startsWith('pem'))
      .flatMap((row) => corpusCertificates(row).flatMap((der) => readOrNothing(der)));
    const bySubject = Map.groupBy(all, ({ fields }) => fields.subjectHash);
    const outcomes: string[] = [];
    const disagreements: string[] = [];
    for (const { der, fields } of all) {
      for (const issuer of bySubject.get(fields.issuerHash)?.slice(0, maxIssuers) ?? []) {
        const peer = verdictOfPeer(der, issuer.der);
        // Node can't set an SM2 identity, so it refuses signatures with the standard one.
        if (peer === null || issuer.fields.algorithm === 'sm2') continue;
        const ours = await verifySignature(der, issuer.der);
        outcomes.push(`ours ${ours}, OpenSSL ${peer}`);
        if (ours !== 'unknown' && ours !== peer) disagreements.push(`${fields.sha256}: ${ours}`);
      }
    }
    reportTable('certificates and issuers', countBy(outcomes));
    expect(disagreements).toEqual([]);
    expect(outcomes.filter((outcome) => outcome.startsWith('ours valid')).length).toBeGreaterThan(300);
  }, 300_000);
});

function readOrNothing(der: Uint8Array): { der: Uint8Array; fields: CertificateFields }[] {
  try {
    return [{ der, fields: readCertificateFields(der) }];
  } catch {
    return [];
  }
}

/** Null if Node doesn't support one of the two. */
function verdictOfPeer(der: Uint8Array, issuer: Uint8Array): 'valid' | 'invalid' | null {
  try {
    return new X509Certificate(der).verify(new X509Certificate(issuer).publicKey) ? 'valid' : 'invalid';
  } catch {
    return null;
  }
}
