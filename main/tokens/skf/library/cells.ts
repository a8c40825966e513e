// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** Of all that a library returns; some crash when asked for a size with NULL (measured). */
const roomOctets = 16 * 1024;

/**
 * A ULONG has 4 or 8 octets, by library. Eight that start as zeros hold either in little endian, which all our systems
 * have.
 */
export function numberCell(value = 0): Buffer {
  const cell = Buffer.alloc(8);
  cell.writeUInt32LE(value);
  return cell;
}

export function numberIn(cell: Buffer): number {
  return Number(cell.readBigUInt64LE());
}

/**
 * What `fill` writes into the room it is given.
 * @throws AppError `module-broken` for a size that the room cannot have
 */
export function filled(fill: (room: Buffer, size: Buffer) => void): Buffer {
  const room = Buffer.alloc(roomOctets);
  const size = numberCell(roomOctets);
  fill(room, size);
  const length = numberIn(size);
  if (length > roomOctets) throw new AppError('module-broken', { reason: 'wrong size' });
  return room.subarray(0, length);
}

const maxNames = 64;

/** Names ended by NUL, as octets: vendors' encodings differ and they want them back unchanged. */
export function namesIn(list: Buffer): Buffer[] {
  const names: Buffer[] = [];
  for (let at = 0; at < list.length && names.length < maxNames;) {
    const end = list.indexOf(0, at);
    // An unended name would be read beyond the room.
    if (end === -1 || end === at) break;
    names.push(Buffer.from(list.subarray(at, end)));
    at = end + 1;
  }
  return names;
}

/** UTF-8, else GB 18030; up to the first NUL, padding trimmed. */
export function skfText(octets: Buffer): string {
  const end = octets.indexOf(0);
  const text = end === -1 ? octets : octets.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text).trimEnd();
  } catch {
    return new TextDecoder('gb18030').decode(text).trimEnd();
  }
}

/** With the NUL that ends it; the caller zeroes it. */
export function endedByNul(octets: Buffer): Buffer {
  const ended = Buffer.alloc(octets.length + 1);
  octets.copy(ended);
  return ended;
}
