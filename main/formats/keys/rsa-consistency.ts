// SPDX-License-Identifier: Apache-2.0
import { type DerElement, listChildren, readWhole, tags } from '../../x509/der/der-reader.ts';
import { toHex } from '../../x509/der/der-values.ts';

/** RFC 8017 A.1.2. A truncated key may still decrypt. Multi-prime keys pass. */
export function isConsistentRsaKey(privateKey: Uint8Array): boolean {
  const fields = listChildren(privateKey, readWhole(privateKey, tags.sequence));
  const number = (element: DerElement) => BigInt(`0x0${toHex(privateKey, element.content, element.end)}`);
  const [version = 0n, n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, qInverse = 0n] = fields.map(number);
  if (version !== 0n) return version === 1n;
  if (p < 3n || q < 3n || p * q !== n) return false;
  const inverts = (exponent: bigint, prime: bigint) => (e * exponent) % (prime - 1n) === 1n;
  return inverts(d, p) && inverts(d, q) && inverts(dp, p) && inverts(dq, q) && (q * qInverse) % p === 1n;
}
