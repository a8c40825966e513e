import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import {
  binaryHeadBytes,
  headSlack,
  isBinaryHead,
  recogniseHead,
  textHeadBytes,
} from '../../formats/recognise/recognise-head.ts';

/** A pipe or device that took the file's place since it was listed is neither waited for nor followed. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** One buffer for all files of a thread, and its beginning: making a view of it costs as much as a small read. */
const buffer = Buffer.allocUnsafeSlow(textHeadBytes + headSlack);
const beginning = buffer.subarray(0, binaryHeadBytes);

/**
 * Whether a regular file seems to hold something of this field. Throws when it cannot be read. What was in memory of
 * the file before stays in the buffer until the next one is read.
 */
export function looksWanted(place: string | Buffer): boolean {
  const descriptor = openSync(place, flags);
  try {
    const head = headOf(descriptor);
    return mayHold(head) && recogniseHead(head, () => fstatSync(descriptor).size) !== null;
  } finally {
    closeSync(descriptor);
  }
}

/** A first look tells binary files apart. A file gives less than what was asked for only at its end. */
function headOf(descriptor: number): Buffer {
  const length = readSync(descriptor, buffer, 0, binaryHeadBytes, null);
  if (length < binaryHeadBytes) return buffer.subarray(0, length);
  if (isBinaryHead(beginning)) return beginning;
  return buffer.subarray(0, length + readSync(descriptor, buffer, length, buffer.length - length, null));
}

const begin = Buffer.from('-----BEGIN ');

/** The cheap half of `recogniseHead`: no file that it takes is refused here. */
function mayHold(head: Buffer): boolean {
  if (head.length < 12) return false;
  const first = head[0] as number;
  // DER, a Java store, the two orders of UTF-16 with and without a mark
  if (first === 0x30 || first === 0xce || first === 0xfe || first === 0xff || first === 0 || head[1] === 0) return true;
  return looksBare(first) || head.indexOf(begin) !== -1;
}

/** White space, a mark, or `M` at the start: base64 without a header. */
function looksBare(first: number): boolean {
  return first === 0x4d || first === 0x20 || (first >= 0x09 && first <= 0x0d) || first === 0xef;
}
