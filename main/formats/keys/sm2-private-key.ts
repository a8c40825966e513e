// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { sm2CurveOid, spkiOfSm2 } from '../../x509/certificate/public-key-algorithm.ts';
import { contentOf, damagedAt, listChildren, readWhole, tags } from '../../x509/der/der-reader.ts';
import { bitString, explicit, integer, octetString, oid, sequence } from '../../x509/der/der-writer.ts';
import { publicPointOf } from './curves.ts';
import { keyOids, readPrivateKeyInfo } from './public-half.ts';

export const scalarLength = 32;

/** Returns an uncompressed point, or null if the scalar is out of range. `scalar` is big-endian, at most 32 bytes. */
export function sm2PublicPoint(scalar: Uint8Array): Uint8Array | null {
  try {
    return publicPointOf(sm2CurveOid, scalar);
  } catch {
    return null;
  }
}

const largestScalar = Buffer.from('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54121', 'hex');

/** DER PKCS#8 and SubjectPublicKeyInfo. The caller zeroes `pkcs8`. */
export function generateSm2Key(): { readonly pkcs8: Uint8Array; readonly spki: Uint8Array } {
  for (;;) {
    const scalar = randomBytes(scalarLength);
    const point = Buffer.compare(scalar, largestScalar) > 0 ? null : sm2PublicPoint(scalar);
    if (point === null) continue;
    const pkcs8 = pkcs8OfSm2(scalar, point);
    scalar.fill(0);
    return { pkcs8, spki: spkiOfSm2(point) };
  }
}

/** Returns DER as OpenSSL writes it. `scalar` has at most 32 bytes. `point` is uncompressed. */
export function pkcs8OfSm2(scalar: Uint8Array, point: Uint8Array): Uint8Array {
  const full = new Uint8Array(scalarLength);
  full.set(scalar, scalarLength - scalar.length);
  const key = sequence(integer(1), octetString(full), explicit(1, bitString(point)));
  full.fill(0);
  return sequence(integer(0), sequence(oid(keyOids.ec), oid(sm2CurveOid)), octetString(key));
}

/**
 * Returns a 32-byte copy.
 * @param pkcs8 an SM2 key, DER
 * @throws `damaged`, `limit-exceeded`
 */
export function sm2ScalarOf(pkcs8: Uint8Array): Uint8Array {
  const { privateKey } = readPrivateKeyInfo(pkcs8);
  const [, scalar] = listChildren(privateKey, readWhole(privateKey, tags.sequence));
  if (scalar?.tag !== tags.octetString) throw damagedAt(0);
  const octets = contentOf(privateKey, scalar);
  const full = new Uint8Array(scalarLength);
  const significant = octets.subarray(Math.max(0, octets.length - scalarLength));
  full.set(significant, scalarLength - significant.length);
  return full;
}
