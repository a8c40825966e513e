// SPDX-License-Identifier: Apache-2.0
import { damagedAt, tags, type DerElement } from './der-reader.ts';

const maxOidOctets = 64;
/** Large enough for RSA-16384 moduli. */
const maxIntegerOctets = 4096;

/**
 * Returns the dotted form (X.690 §8.19).
 * @throws `damaged`
 */
export function decodeOid(bytes: Uint8Array, element: DerElement): string {
  const { content, end } = element;
  if (content >= end || end - content > maxOidOctets || (bytes[end - 1] as number) & 0x80) throw damagedAt(content);
  let text = '';
  let at = content;
  while (at < end) {
    let octet = bytes[at++] as number;
    let arc = octet & 0x7f;
    let big: bigint | null = null;
    while (octet & 0x80) {
      octet = bytes[at++] as number;
      if (big !== null) big = (big << 7n) | BigInt(octet & 0x7f);
      // UUID-based arcs (2.25.*) don't fit in a double.
      else if (arc > 0x3fff_ffff_ffff) big = (BigInt(arc) << 7n) | BigInt(octet & 0x7f);
      else arc = arc * 128 + (octet & 0x7f);
    }
    if (text !== '') text += `.${big ?? arc}`;
    else if (big !== null) text = `2.${big - 80n}`;
    else text = arc < 80 ? `${arc < 40 ? 0 : 1}.${arc % 40}` : `2.${arc - 80}`;
  }
  return text;
}

const knownOids = new Map<number, string>();
/** Longer OIDs would lose precision as numbers. */
const maxKnownOctets = 6;
const maxKnownOids = 1000;

export function readOid(bytes: Uint8Array, element: DerElement): string {
  const { tag, content, end } = element;
  if (tag !== tags.oid) throw damagedAt(element.start);
  if (end - content > maxKnownOctets) return decodeOid(bytes, element);
  let key = 1;
  for (let at = content; at < end; at++) key = key * 256 + (bytes[at] as number);
  const known = knownOids.get(key);
  if (known !== undefined) return known;
  const oid = decodeOid(bytes, element);
  if (knownOids.size < maxKnownOids) knownOids.set(key, oid);
  return oid;
}

/**
 * Lower-case hex without leading zeros, with `-` for negative serial numbers. Accepts IMPLICIT tags.
 * @throws `damaged`
 */
export function integerToHex(bytes: Uint8Array, element: DerElement): string {
  const { content, end } = element;
  if (content >= end || end - content > maxIntegerOctets) throw damagedAt(content);
  if ((bytes[content] as number) & 0x80) {
    const unsigned = BigInt(`0x${Buffer.from(bytes.subarray(content, end)).toString('hex')}`);
    return `-${((1n << BigInt((end - content) * 8)) - unsigned).toString(16)}`;
  }
  let from = content;
  while (from < end - 1 && bytes[from] === 0) from++;
  const hex = toHex(bytes, from, end);
  return hex.charCodeAt(0) === 0x30 && hex.length > 1 ? hex.slice(1) : hex;
}

export function integerToNumber(bytes: Uint8Array, element: DerElement): number {
  const { content, end } = element;
  if (content >= end || (bytes[content] as number) & 0x80) throw damagedAt(content);
  let value = 0;
  for (let at = content; at < end; at++) {
    value = value * 256 + (bytes[at] as number);
    if (value > Number.MAX_SAFE_INTEGER) throw damagedAt(content);
  }
  return value;
}

export function toHex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('hex');
}

/**
 * X.690 §8.2. Accepts IMPLICIT tags.
 * @throws `damaged`
 */
export function readBoolean(bytes: Uint8Array, { content, end }: DerElement): boolean {
  if (end - content !== 1) throw damagedAt(content);
  return bytes[content] !== 0;
}

/**
 * Returns bit n (X.690 §8.6) as 1 << n, up to bit 8.
 * @throws `damaged` for invalid unused bits
 */
export function readNamedBits(bytes: Uint8Array, { content, end }: DerElement): number {
  const unused = bytes[content] as number;
  if (content >= end || unused > (end - content === 1 ? 0 : 7)) throw damagedAt(content);
  if (end - content > 1 && ((bytes[end - 1] as number) & ((1 << unused) - 1)) !== 0) throw damagedAt(end - 1);
  let named = 0;
  for (let bit = 0; bit < 9; bit++) {
    const octet = content + 1 + (bit >> 3);
    if (octet < end && ((bytes[octet] as number) & (0x80 >> (bit & 7))) !== 0) named |= 1 << bit;
  }
  return named;
}
