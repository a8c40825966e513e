// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import {
  binaryHeadBytes,
  headSlack,
  isBinaryHead,
  recogniseHead,
  textHeadBytes,
} from '../../formats/recognise/recognise-head.ts';

/** The file may have been replaced by a pipe or link. */
const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** Enough for most text files, and to recognise binary ones. */
const firstBytes = 16 * 1024;
const headBytes = textHeadBytes + headSlack;

const begin = Buffer.from('-----BEGIN ');

/** Reused, since creating even a view costs as much as a small read. */
const buffer = Buffer.allocUnsafeSlow(headBytes + begin.length);
const beginning = buffer.subarray(0, binaryHeadBytes);

/** If `named` (a certificate's file name), also accepts a truncated DER file. Throws if the file is unreadable. */
export function looksWanted(place: string | Buffer, named = false): boolean {
  const descriptor = openSync(place, flags);
  try {
    const length = readHead(descriptor);
    const sizeOf = (outerLength = 0): number => {
      const { size } = fstatSync(descriptor);
      return named && size < outerLength ? outerLength : size;
    };
    return mayHold(length) && recogniseHead(buffer.subarray(0, length), sizeOf) !== null;
  } finally {
    closeSync(descriptor);
  }
}

function readHead(descriptor: number): number {
  const length = readSync(descriptor, buffer, 0, firstBytes, null);
  if (length >= binaryHeadBytes && isBinaryHead(beginning)) return Math.min(length, binaryHeadBytes + headSlack);
  return length < firstBytes ? length : length + readSync(descriptor, buffer, length, headBytes - length, null);
}

/** Accepts at least everything that `recogniseHead` accepts. */
function mayHold(length: number): boolean {
  if (length < 12) return false;
  const first = buffer[0] as number;
  if (first === 0x30 || first === 0xce || first === 0xfe || first === 0xff || first === 0 || buffer[1] === 0)
    return true;
  if (looksBare(first)) return true;
  for (let at = 0; at < begin.length; at++) buffer[length + at] = begin[at] as number;
  return buffer.indexOf(begin) < length;
}

function looksBare(first: number): boolean {
  return first === 0x4d || first === 0x20 || (first >= 0x09 && first <= 0x0d) || first === 0xef;
}
