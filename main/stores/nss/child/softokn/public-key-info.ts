// SPDX-License-Identifier: Apache-2.0
import { bitString, nullValue, oid, sequence, unsignedInteger } from '../../../../x509/der/der-writer.ts';

type PublicNumbers =
  | { readonly modulus: Uint8Array; readonly exponent: Uint8Array }
  /** `parameters`: curve, DER; `point`: uncompressed (SEC 1 §2.3.3). */
  | { readonly parameters: Uint8Array; readonly point: Uint8Array };

/** SubjectPublicKeyInfo (RFC 3279 §2.3.1, RFC 5480 §2); null: incomplete. */
export function publicKeyInfoOf(numbers: PublicNumbers): Uint8Array | null {
  if ('modulus' in numbers) {
    const { modulus, exponent } = numbers;
    if (modulus.length === 0 || exponent.length === 0) return null;
    const algorithm = sequence(oid('1.2.840.113549.1.1.1'), nullValue());
    return sequence(algorithm, bitString(sequence(unsignedInteger(modulus), unsignedInteger(exponent))));
  }
  const { parameters, point } = numbers;
  if (parameters.length === 0 || point.length === 0) return null;
  return sequence(sequence(oid('1.2.840.10045.2.1'), parameters), bitString(point));
}
