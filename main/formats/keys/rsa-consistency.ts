// SPDX-License-Identifier: Apache-2.0
import { type DerElement, listChildren, readWhole, tags } from '../../x509/der-reader.ts';
import { toHex } from '../../x509/der-values.ts';

/**
 * Whether the numbers of an RSAPrivateKey (RFC 8017 A.1.2) belong together. A file without a MAC may have lost octets
 * in the middle of a key and still decrypt: such a key must not be taken for a good one. Keys of more than two
 * primes (version 1) are let pass.
 */
export function isConsistentRsaKey(privateKey: Uint8Array): boolean {
  const fields = listChildren(privateKey, readWhole(privateKey, tags.sequence));
  const number = (element: DerElement) => BigInt(`0x0${toHex(privateKey, element.content, element.end)}`);
  const [version = 0n, n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, qInverse = 0n] = fields.map(number);
  if (version !== 0n) return version === 1n;
  if (p < 3n || q < 3n || p * q !== n) return false;
  const inverts = (exponent: bigint, prime: bigint) => (e * exponent) % (prime - 1n) === 1n;
  return inverts(d, p) && inverts(d, q) && inverts(dp, p) && inverts(dq, q) && (q * qInverse) % p === 1n;
}
