// SPDX-License-Identifier: Apache-2.0
import { withoutPadding } from './primitives/ciphers.ts';

/** Common in keys and certificates; a wrong key produces one less than once in 2^34 positions. */
const landmarks = ['2a864886f70d', '2a8648ce3d', '06035504', '2b810400', '06032b6570', '06032b6571', 'a144034200'].map(
  (hex) => Buffer.from(hex, 'hex'),
);
/** A wrong key produces it once in 2^32. */
const tellingPadding = 4;

/** A flipped CBC byte spoils only two blocks (decision 0003). */
export function provesRightKey(plain: Uint8Array, blockLength: number): boolean {
  const buffer = Buffer.from(plain.buffer, plain.byteOffset, plain.length);
  if (landmarks.some((landmark) => buffer.includes(landmark))) return true;
  const content = withoutPadding(plain, blockLength);
  return content !== null && plain.length - content.length >= tellingPadding;
}
