// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import { looksLikeText } from './text-of.ts';

const firstBlock = '-----BEGIN CERTIFICATE-----';
/** Text before the first block: comments, `Bag Attributes`. */
const maxBefore = 4096;
const endOfBlock = '-----END CERTIFICATE-----';
/** Ends the label of every private key. */
const privateKey = 'PRIVATE KEY-----';
const readBytes = 64 * 1024;

/**
 * A PEM file in ASCII in windows that end behind a certificate, so that each block and the text before it lie in one of
 * them. `read` fills the buffer it is given and returns the number of octets, 0 at the end. A window is gone when the
 * next one is asked for. Throws `not-a-certificate-file` when the file begins otherwise or holds a private key, and
 * `limit-exceeded` (`size`).
 */
export function* pemWindows(read: (into: Buffer) => number, maxBytes: number): Generator<Buffer> {
  let buffer: Buffer = Buffer.allocUnsafeSlow(2 * readBytes);
  let filled = 0;
  let total = 0;
  for (let first = true; ; first = false) {
    if (buffer.length - filled < readBytes) buffer = grown(buffer, filled);
    const count = read(buffer.subarray(filled, filled + readBytes));
    total += count;
    if (total > maxBytes) throw new AppError('limit-exceeded', { limit: 'size' });
    const held = buffer.subarray(0, filled + count);
    const known = !first || (looksLikeText(held) && held.subarray(0, maxBefore).includes(firstBlock));
    if (!known || held.includes(privateKey)) throw new AppError('not-a-certificate-file');
    const end = count === 0 ? held.length : held.lastIndexOf(endOfBlock) + endOfBlock.length;
    if (end >= endOfBlock.length || count === 0) {
      yield held.subarray(0, end);
      held.copy(buffer, 0, end);
      filled = held.length - end;
    } else {
      filled = held.length;
    }
    if (count === 0) return;
  }
}

/** A block longer than a window, or a file without an end of a block. */
function grown(buffer: Buffer, filled: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(2 * buffer.length);
  buffer.copy(larger, 0, 0, filled);
  return larger;
}
