// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { expectElement, readWhole, tags } from '../../../../x509/der/der-reader.ts';
import { readOid } from '../../../../x509/der/der-values.ts';

const rsaEncryption = '1.2.840.113549.1.1.1';

/**
 * Like PK11_MakeIDFromPubKey: the RSA modulus without leading zeros, otherwise the BIT STRING's content, hashed with
 * SHA-1 if longer than 20 bytes.
 */
export function keyIdOf(spki: Uint8Array): Buffer {
  const value = publicValueOf(spki);
  return value.length <= 20 ? Buffer.from(value) : createHash('sha1').update(value).digest();
}

export function publicValueOf(spki: Uint8Array): Uint8Array {
  const whole = readWhole(spki, tags.sequence);
  const algorithm = expectElement(spki, tags.sequence, whole.content, whole.end);
  const bits = expectElement(spki, tags.bitString, algorithm.end, whole.end);
  const from = bits.content + 1;
  if (readOid(spki, expectElement(spki, tags.oid, algorithm.content, algorithm.end)) !== rsaEncryption)
    return spki.subarray(from, bits.end);
  const numbers = expectElement(spki, tags.sequence, from, bits.end);
  const modulus = expectElement(spki, tags.integer, numbers.content, numbers.end);
  let start = modulus.content;
  while (start < modulus.end - 1 && spki[start] === 0) start++;
  return spki.subarray(start, modulus.end);
}
