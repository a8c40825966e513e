// SPDX-License-Identifier: Apache-2.0
import { sm2CurveOid } from '../../x509/certificate/public-key-algorithm.ts';
import { contentOf, damagedAt, listChildren, readWhole, tags } from '../../x509/der/der-reader.ts';
import { bitString, explicit, integer, octetString, oid, sequence } from '../../x509/der/der-writer.ts';
import { publicPointOf } from './curves.ts';
import { keyOids, readPrivateKeyInfo } from './public-half.ts';

export const scalarLength = 32;

/** Uncompressed. Null: no SM2 scalar (zero, or beyond the order). `scalar`: at most 32 octets, big-endian. */
export function sm2PublicPoint(scalar: Uint8Array): Uint8Array | null {
  try {
    return publicPointOf(sm2CurveOid, scalar);
  } catch {
    return null;
  }
}

/** PKCS#8, DER, as OpenSSL writes it. `scalar`: at most 32 octets; `point`: its public point, uncompressed. */
export function pkcs8OfSm2(scalar: Uint8Array, point: Uint8Array): Uint8Array {
  const full = new Uint8Array(scalarLength);
  full.set(scalar, scalarLength - scalar.length);
  const key = sequence(integer(1), octetString(full), explicit(1, bitString(point)));
  full.fill(0);
  return sequence(integer(0), sequence(oid(keyOids.ec), oid(sm2CurveOid)), octetString(key));
}

/**
 * 32 octets, a copy.
 * @param pkcs8 of an SM2 key, DER
 * @throws AppError `damaged`
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
