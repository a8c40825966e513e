// SPDX-License-Identifier: Apache-2.0
import { type BerHeader, readBerHeader } from './ber-header.ts';

const maxDepth = 64;

export function isWellFormed(bytes: Uint8Array): boolean {
  const ends: number[] = [bytes.length];
  let at = 0;
  while (ends.length > 0) {
    const limit = ends.at(-1) as number;
    if (at === limit) {
      ends.pop();
      continue;
    }
    let header: BerHeader;
    try {
      header = readBerHeader(bytes, at, limit);
    } catch {
      return false;
    }
    if (header.end === null || ends.length > maxDepth) return false;
    const constructed = (header.tag & 0x20) !== 0;
    if (constructed) ends.push(header.end);
    at = constructed ? header.content : header.end;
  }
  return true;
}
