// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** POSIX.1-1988 ustar. */
export const blockBytes = 512;

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** Seconds since 1970, the same for all entries. */
  readonly time: number;
}

const fields = {
  name: [0, 100],
  mode: [100, 8],
  user: [108, 8],
  group: [116, 8],
  size: [124, 12],
  time: [136, 12],
  checksum: [148, 8],
  type: [156, 1],
  magic: [257, 8],
} as const;

export const maxEntryBytes = 8 ** 11 - 1;

export function tarHeader({ name, size, time }: TarEntry): Uint8Array {
  const block = Buffer.alloc(blockBytes);
  const put = ([at]: readonly [number, number], text: string) => block.write(text, at, 'latin1');
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0');
  put(fields.name, name);
  put(fields.mode, '0000600\0');
  put(fields.user, '0000000\0');
  put(fields.group, '0000000\0');
  put(fields.size, `${octal(size, 11)}\0`);
  put(fields.time, `${octal(time, 11)}\0`);
  put(fields.type, '0');
  put(fields.magic, 'ustar\u000000');
  block.fill(0x20, fields.checksum[0], fields.checksum[0] + fields.checksum[1]);
  const sum = block.reduce((total, octet) => total + octet, 0);
  put(fields.checksum, `${octal(sum, 6)}\0 `);
  return block;
}

/** Returns null for the zero block at the end. Errors: `damaged` if `tarHeader` would write the block differently. */
export function readTarHeader(block: Uint8Array): TarEntry | null {
  const header = Buffer.from(block.buffer, block.byteOffset, block.byteLength);
  if (header.every((octet) => octet === 0)) return null;
  const text = ([at, length]: readonly [number, number]) =>
    header.toString('latin1', at, at + length).replace(/\0.*$/s, '');
  const entry = {
    name: text(fields.name),
    size: Number.parseInt(text(fields.size), 8),
    time: Number.parseInt(text(fields.time), 8),
  };
  const isWhole = /^[\x21-\x7e]{1,100}$/.test(entry.name) && entry.size <= maxEntryBytes && entry.time >= 0;
  if (!isWhole || !header.equals(tarHeader(entry))) throw new AppError('damaged', { what: 'archive' });
  return entry;
}

export function paddingOf(size: number): Uint8Array {
  return new Uint8Array((blockBytes - (size % blockBytes)) % blockBytes);
}

export const tarEnd = new Uint8Array(2 * blockBytes);
