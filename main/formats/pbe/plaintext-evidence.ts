// SPDX-License-Identifier: Apache-2.0
import { withoutPadding } from './ciphers.ts';

/**
 * Octets that stand in keys and certificates and that a wrong key makes up less than once in 2^34 positions: arcs
 * of RSA and PKCS, of EC keys, of name attributes, of Edwards keys, and the inner header of EC private keys.
 */
const landmarks = ['2a864886f70d', '2a8648ce3d', '06035504', '2b810400', '06032b6570', '06032b6571', 'a144034200'].map(
  (hex) => Buffer.from(hex, 'hex'),
);
/** Padding of so many octets comes from a wrong key once in 2^32. */
const tellingPadding = 4;

/**
 * Whether octets decrypted from a block cipher or RC4 prove that the key was right although they are no whole
 * structure: a flipped octet in CBC spoils two blocks, all others come out as they were (promise 1, decision 0003).
 */
export function provesRightKey(plain: Uint8Array, blockLength: number): boolean {
  const buffer = Buffer.from(plain.buffer, plain.byteOffset, plain.length);
  if (landmarks.some((landmark) => buffer.includes(landmark))) return true;
  const content = withoutPadding(plain, blockLength);
  return content !== null && plain.length - content.length >= tellingPadding;
}
