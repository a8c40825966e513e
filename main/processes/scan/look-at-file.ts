import { hash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import {
  binaryHeadBytes,
  headSlack,
  isBinaryHead,
  recogniseHead,
  textHeadBytes,
} from '../../formats/recognise/recognise-head.ts';
import type { FoundPath } from './scan-protocol.ts';
import { openable, type ScanPath, shown } from './scan-path.ts';

/** Larger files are told and not read: the child that opens certificate files takes no more (formats/inspection.ts). */
const maxReadBytes = 64 * 1024 * 1024;

/** A pipe or device that took the file's place since it was listed is neither waited for nor followed. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** One buffer for all files of a thread. */
const buffer = Buffer.allocUnsafeSlow(textHeadBytes + headSlack);

/**
 * Reads the head of one regular file; null when it holds nothing of this field. Throws when it cannot be read. What was
 * in memory of the file before stays in the buffer until the next one is read.
 */
export function lookAtFile(path: ScanPath): FoundPath | null {
  const place = openable(path);
  const descriptor = openSync(place, flags);
  try {
    const head = headOf(descriptor);
    if (head === null) return null;
    const stats = fstatSync(descriptor);
    if (recogniseHead(head, () => stats.size) === null || !stats.isFile()) return null;
    return {
      path: shown(path),
      octets: path.raw ? (place as Buffer) : null,
      bytes: stats.size,
      modifiedMs: stats.mtimeMs,
      sha256: stats.size > maxReadBytes ? null : contentHash(descriptor, stats.size),
    };
  } finally {
    closeSync(descriptor);
  }
}

/** Null when a first look says that nothing can be in it; that look costs one call to the system for most files. */
function headOf(descriptor: number): Buffer | null {
  let length = readSync(descriptor, buffer, 0, binaryHeadBytes, null);
  if (length === binaryHeadBytes && !isBinaryHead(buffer.subarray(0, length))) {
    for (;;) {
      const more = readSync(descriptor, buffer, length, buffer.length - length, null);
      length += more;
      if (more === 0 || length === buffer.length) break;
    }
  }
  const head = buffer.subarray(0, length);
  return mayHold(head) ? head : null;
}

const begin = Buffer.from('-----BEGIN ');
const wide = new Set([0x00, 0xfe, 0xff]);

/** The cheap half of `recogniseHead`: no file that it takes is refused here. */
function mayHold(head: Buffer): boolean {
  const first = head[0];
  if (first === undefined) return false;
  // DER, a Java store, the two orders of UTF-16 with and without a mark
  if (first === 0x30 || first === 0xce || wide.has(first) || head[1] === 0) return true;
  return looksBare(head) || head.indexOf(begin) !== -1;
}

/** White space, a mark, or `M` at the start: base64 without a header. */
function looksBare(head: Buffer): boolean {
  const first = head[0] as number;
  return first === 0x4d || first === 0x20 || (first >= 0x09 && first <= 0x0d) || first === 0xef;
}

function contentHash(descriptor: number, size: number): string {
  const content = Buffer.allocUnsafeSlow(size);
  let length = 0;
  while (length < size) {
    const more = readSync(descriptor, content, length, size - length, length);
    if (more === 0) break;
    length += more;
  }
  const digest = hash('sha256', content.subarray(0, length), 'hex');
  // It may hold a private key.
  content.fill(0);
  return digest;
}
