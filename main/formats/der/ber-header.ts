// SPDX-License-Identifier: Apache-2.0
import { damagedAt } from '../../x509/der/der-reader.ts';

/** X.690 §8.1 */
export interface BerHeader {
  readonly tag: number;
  readonly identifierEnd: number;
  readonly content: number;
  /** Null for an indefinite length (X.690 §8.1.3.6). */
  readonly end: number | null;
}

export function readBerHeader(bytes: Uint8Array, start: number, limit: number): BerHeader {
  let at = start;
  const tag = bytes[at++];
  if (tag === undefined || tag === 0) throw damagedAt(start);
  if ((tag & 0x1f) === 0x1f) {
    while (at < limit && (bytes[at] as number) & 0x80) at++;
    at++;
  }
  const identifierEnd = at;
  if (at >= limit) throw damagedAt(start);
  const first = bytes[at++] as number;
  if (first === 0x80 && tag & 0x20) return { tag, identifierEnd, content: at, end: null };
  let length = first;
  if (first & 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 6 || at + octets > limit) throw damagedAt(start);
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at++] as number);
  }
  // If the file is truncated, report its end.
  if (at + length > limit) throw damagedAt(limit === bytes.length ? limit : start);
  return { tag, identifierEnd, content: at, end: at + length };
}

/** X.690 §10.1 */
export function derLength(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}
