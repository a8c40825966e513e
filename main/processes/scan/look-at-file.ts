// SPDX-License-Identifier: Apache-2.0
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

/**
 * What is read at first. Of most text files that is all, and binary files are told apart by their beginning; where a drive
 * is waited for, the system then fetches several times of it at once.
 */
const firstBytes = 16 * 1024;
const headBytes = textHeadBytes + headSlack;

const begin = Buffer.from('-----BEGIN ');

/**
 * One buffer for all files of a thread, and its beginning: making a view of it costs as much as a small read. Behind a
 * file's head there is room for `begin`.
 */
const buffer = Buffer.allocUnsafeSlow(headBytes + begin.length);
const beginning = buffer.subarray(0, binaryHeadBytes);

/**
 * Whether a regular file seems to hold something of this field. Throws when it cannot be read. What was in memory of
 * the file before stays in the buffer until the next one is read.
 */
export function looksWanted(place: string | Buffer): boolean {
  const descriptor = openSync(place, flags);
  try {
    const length = readHead(descriptor);
    return mayHold(length) && recogniseHead(buffer.subarray(0, length), () => fstatSync(descriptor).size) !== null;
  } finally {
    closeSync(descriptor);
  }
}

/** @returns the octets of the head. A file gives less than what was asked for only at its end. */
function readHead(descriptor: number): number {
  const length = readSync(descriptor, buffer, 0, firstBytes, null);
  if (length >= binaryHeadBytes && isBinaryHead(beginning)) return Math.min(length, binaryHeadBytes + headSlack);
  return length < firstBytes ? length : length + readSync(descriptor, buffer, length, headBytes - length, null);
}

/** The cheap half of `recogniseHead`: no file that it takes is refused here. */
function mayHold(length: number): boolean {
  if (length < 12) return false;
  const first = buffer[0] as number;
  // DER, a Java store, the two orders of UTF-16 with and without a mark
  if (first === 0x30 || first === 0xce || first === 0xfe || first === 0xff || first === 0 || buffer[1] === 0)
    return true;
  if (looksBare(first)) return true;
  // Found at the end of the head in any case: the search goes no further, and needs no view of the head.
  for (let at = 0; at < begin.length; at++) buffer[length + at] = begin[at] as number;
  return buffer.indexOf(begin) < length;
}

/** White space, a mark, or `M` at the start: base64 without a header. */
function looksBare(first: number): boolean {
  return first === 0x4d || first === 0x20 || (first >= 0x09 && first <= 0x0d) || first === 0xef;
}
