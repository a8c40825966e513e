// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readCertificateLayout } from '../../../x509/certificate/certificate-layout.ts';
import { sm2WithSm3Oid } from '../../../x509/certificate/public-key-algorithm.ts';
import { readElement } from '../../../x509/der/der-reader.ts';
import { readOid } from '../../../x509/der/der-values.ts';

const hashes: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/**
 * Hashes a certificate for certConf with the hash algorithm of its signature. If that is unknown, uses SHA-256 and
 * sets `isNamed`: the message must name the algorithm (RFC 9480 §2.10). Errors: `damaged`.
 */
export async function certificateHash(
  der: Uint8Array,
): Promise<{ readonly hash: Uint8Array; readonly isNamed: boolean }> {
  const { signatureAlgorithm } = readCertificateLayout(der);
  const oid = readOid(der, readElement(der, signatureAlgorithm.content, signatureAlgorithm.end));
  if (oid === sm2WithSm3Oid) {
    const { sm3Hash } = await import('../../../formats/pbe/primitives/hashes.ts');
    return { hash: sm3Hash.digest(der), isNamed: false };
  }
  const name = hashes[oid];
  return {
    hash: new Uint8Array(
      createHash(name ?? 'sha256')
        .update(der)
        .digest(),
    ),
    isNamed: name === undefined,
  };
}
