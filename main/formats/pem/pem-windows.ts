// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { looksLikeText } from './text-of.ts';

const firstBlock = '-----BEGIN CERTIFICATE-----';
/** Comments. */
const maxBefore = 4096;
const endOfBlock = '-----END CERTIFICATE-----';
/** Ends every private key label. */
const privateKey = 'PRIVATE KEY-----';
const readBytes = 64 * 1024;

/**
 * Windows end after a certificate, so that no block is split, and are valid until the next. `read` fills the buffer;
 * 0 at the end. Throws `not-a-certificate-file` (also for private keys), `limit-exceeded` (`size`).
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

function grown(buffer: Buffer, filled: number): Buffer {
  const larger = Buffer.allocUnsafeSlow(2 * buffer.length);
  buffer.copy(larger, 0, 0, filled);
  return larger;
}
