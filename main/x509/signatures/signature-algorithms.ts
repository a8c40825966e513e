// SPDX-License-Identifier: Apache-2.0
import { childrenOf, contextTag, readElement, tags, type DerElement } from '../der/der-reader.ts';
import { readOid } from '../der/der-values.ts';

export const signatureAlgorithmNames: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.2': 'md2WithRSAEncryption',
  '1.2.840.113549.1.1.4': 'md5WithRSAEncryption',
  '1.2.840.113549.1.1.5': 'sha1WithRSAEncryption',
  '1.2.840.113549.1.1.14': 'sha224WithRSAEncryption',
  '1.2.840.113549.1.1.11': 'sha256WithRSAEncryption',
  '1.2.840.113549.1.1.12': 'sha384WithRSAEncryption',
  '1.2.840.113549.1.1.13': 'sha512WithRSAEncryption',
  '1.2.840.10045.4.1': 'ecdsa-with-SHA1',
  '1.2.840.10045.4.3.1': 'ecdsa-with-SHA224',
  '1.2.840.10045.4.3.2': 'ecdsa-with-SHA256',
  '1.2.840.10045.4.3.3': 'ecdsa-with-SHA384',
  '1.2.840.10045.4.3.4': 'ecdsa-with-SHA512',
  '1.2.840.10040.4.3': 'dsa-with-SHA1',
  '2.16.840.1.101.3.4.3.2': 'dsa-with-SHA256',
  '2.16.840.1.101.3.4.3.10': 'ecdsa-with-SHA3-256',
  '2.16.840.1.101.3.4.3.11': 'ecdsa-with-SHA3-384',
  '2.16.840.1.101.3.4.3.12': 'ecdsa-with-SHA3-512',
  '2.16.840.1.101.3.4.3.14': 'rsassa-pkcs1-v1_5-with-SHA3-256',
  '2.16.840.1.101.3.4.3.17': 'ML-DSA-44',
  '2.16.840.1.101.3.4.3.18': 'ML-DSA-65',
  '2.16.840.1.101.3.4.3.19': 'ML-DSA-87',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
  '1.2.156.10197.1.501': 'SM2-with-SM3',
  '1.2.156.10197.1.504': 'RSA-with-SM3',
};

const rsassaPss = '1.2.840.113549.1.1.10';

const hashNames: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

/**
 * Returns the name or OID.
 * @throws `damaged`, `limit-exceeded`
 */
export function signatureAlgorithm(bytes: Uint8Array, identifier: DerElement): string {
  const type = readElement(bytes, identifier.content, identifier.end);
  const oid = readOid(bytes, type);
  if (oid !== rsassaPss) return signatureAlgorithmNames[oid] ?? oid;
  return `RSASSA-PSS with ${pssHash(bytes, type.end, identifier.end)}`;
}

/** Reads RSASSA-PSS-params. Defaults to SHA-1 (RFC 4055 §3.1). */
function pssHash(bytes: Uint8Array, offset: number, limit: number): string {
  if (offset >= limit) return 'SHA-1';
  const parameters = readElement(bytes, offset, limit);
  if (parameters.tag !== tags.sequence) return 'SHA-1';
  for (const parameter of childrenOf(bytes, parameters)) {
    if (parameter.tag !== contextTag(0)) continue;
    const hash = readElement(bytes, parameter.content, parameter.end);
    const oid = readOid(bytes, readElement(bytes, hash.content, hash.end));
    return hashNames[oid] ?? oid;
  }
  return 'SHA-1';
}
