// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** Fixed, because some libraries crash when queried for the size with a NULL buffer. */
const roomOctets = 16 * 1024;

/**
 * ULONG has 4 or 8 octets, depending on the library. Eight zeroed octets hold either, because all supported systems
 * are little-endian.
 */
export function numberCell(value = 0): Buffer {
  const cell = Buffer.alloc(8);
  cell.writeUInt32LE(value);
  return cell;
}

export function numberIn(cell: Buffer): number {
  return Number(cell.readBigUInt64LE());
}

/** @throws `module-broken` for an impossible size */
export function filled(fill: (room: Buffer, size: Buffer) => void): Buffer {
  const room = Buffer.alloc(roomOctets);
  const size = numberCell(roomOctets);
  fill(room, size);
  const length = numberIn(size);
  if (length > roomOctets) throw new AppError('module-broken', { reason: 'wrong size' });
  return room.subarray(0, length);
}

const maxNames = 64;

/**
 * Splits NUL-terminated names. They stay octets, because encodings differ between vendors and names must be passed back
 * unchanged.
 */
export function namesIn(list: Buffer): Buffer[] {
  const names: Buffer[] = [];
  for (let at = 0; at < list.length && names.length < maxNames;) {
    const end = list.indexOf(0, at);
    // The list ends with an empty name or is truncated.
    if (end === -1 || end === at) break;
    names.push(Buffer.from(list.subarray(at, end)));
    at = end + 1;
  }
  return names;
}

/** Decodes UTF-8 or GB 18030 up to the first NUL and trims padding. */
export function skfText(octets: Buffer): string {
  const end = octets.indexOf(0);
  const text = end === -1 ? octets : octets.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text).trimEnd();
  } catch {
    return new TextDecoder('gb18030').decode(text).trimEnd();
  }
}

/** The caller zeroes secrets. */
export function endedByNul(octets: Buffer): Buffer {
  const ended = Buffer.alloc(octets.length + 1);
  octets.copy(ended);
  return ended;
}
