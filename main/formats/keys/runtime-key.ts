// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { listChildren, readElement, readWhole, tags } from '../../x509/der/der-reader.ts';
import { readOid } from '../../x509/der/der-values.ts';

// BoringSSL rejects RSASSA-PSS, Ed448, brainpool, secp256k1, SM2, explicit curves, and RSA exponents over 33 bits.

/** `pkcs8` is DER. Errors: `key-unsupported`. */
export function runtimePrivateKey(pkcs8: Uint8Array): KeyObject {
  const { buffer, byteOffset, byteLength } = pkcs8;
  try {
    return createPrivateKey({ key: Buffer.from(buffer, byteOffset, byteLength), format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw keyUnsupported(pkcs8, error);
  }
}

/** `spki` is DER. Errors: `key-unsupported`. */
export function runtimePublicKey(spki: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (error) {
    throw keyUnsupported(spki, error);
  }
}

/** Takes DER PKCS#8 or SubjectPublicKeyInfo. */
export function isSm2(key: Uint8Array): boolean {
  return algorithmName(key) === 'SM2';
}

/** Takes DER PKCS#8 or SubjectPublicKeyInfo. */
export function isRsa(key: Uint8Array): boolean {
  return algorithmName(key) === 'RSA';
}

export function keyUnsupported(key: Uint8Array, cause?: unknown): AppError {
  const algorithm = algorithmName(key);
  return new AppError('key-unsupported', algorithm === null ? {} : { algorithm }, { cause });
}

const names: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.1': 'RSA',
  '1.2.840.113549.1.1.10': 'RSASSA-PSS',
  '1.2.840.10040.4.1': 'DSA',
  '1.2.840.10045.2.1': 'EC',
  '1.3.101.110': 'X25519',
  '1.3.101.111': 'X448',
  '1.3.101.112': 'Ed25519',
  '1.3.101.113': 'Ed448',
  '1.3.132.0.10': 'secp256k1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
  '1.2.156.10197.1.301': 'SM2',
};

function algorithmName(key: Uint8Array): string | null {
  try {
    const identifier = listChildren(key, readWhole(key, tags.sequence)).find(({ tag }) => tag === tags.sequence);
    if (identifier === undefined) return null;
    const type = readElement(key, identifier.content, identifier.end);
    const oid = readOid(key, type);
    const parameters = type.end < identifier.end ? readElement(key, type.end, identifier.end) : null;
    const curve = parameters?.tag === tags.oid ? readOid(key, parameters) : null;
    return curve === null ? (names[oid] ?? oid) : (names[curve] ?? curve);
  } catch {
    return null;
  }
}
