// SPDX-License-Identifier: Apache-2.0
import { expectElement, readWhole, tags } from '../../x509/der/der-reader.ts';

/**
 * Returns the key without its algorithm (rsaEncryption or RSASSA-PSS), with any point compressed (SEC 1 §2.3.3).
 * @param spki DER
 * @throws `damaged`
 */
export function publicKeyIdentity(spki: Uint8Array): Uint8Array {
  const whole = readWhole(spki, tags.sequence);
  const algorithm = expectElement(spki, tags.sequence, whole.content, whole.end);
  const bits = expectElement(spki, tags.bitString, algorithm.end, whole.end);
  const key = spki.subarray(bits.content + 1, bits.end);
  const coordinate = (key.length - 1) / 2;
  if (key[0] !== 0x04 || !Number.isInteger(coordinate)) return key;
  // Not `slice`, which on a Buffer returns a view of the certificate.
  const compressed = Uint8Array.from(key.subarray(0, 1 + coordinate));
  compressed[0] = 2 | ((key.at(-1) as number) & 1);
  return compressed;
}
