// SPDX-License-Identifier: Apache-2.0
import { contextTag, tags } from './der-reader.ts';

/** Copies `contents`, so zero the result if they are secret. */
export function element(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const content of contents) length += content.length;
  const header = headerOf(tag, length);
  const out = new Uint8Array(header.length + length);
  out.set(header);
  let at = header.length;
  for (const content of contents) {
    out.set(content, at);
    at += content.length;
  }
  return out;
}

function headerOf(tag: number, length: number): number[] {
  if (length < 0x80) return [tag, length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [tag, 0x80 | octets.length, ...octets];
}

export function sequence(...items: readonly Uint8Array[]): Uint8Array {
  return element(tags.sequence, ...items);
}

export function set(...items: readonly Uint8Array[]): Uint8Array {
  return element(tags.set, ...items.toSorted((a, b) => Buffer.compare(a, b)));
}

export function integer(value: number | bigint): Uint8Array {
  const hex = BigInt(value).toString(16);
  return unsignedInteger(Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex'));
}

export function unsignedInteger(octets: Uint8Array): Uint8Array {
  let from = 0;
  while (from < octets.length - 1 && octets[from] === 0) from++;
  const magnitude = octets.subarray(from);
  const sign = magnitude.length === 0 || (magnitude[0] as number) & 0x80 ? [0] : [];
  return element(tags.integer, Uint8Array.from(sign), magnitude);
}

export function oid(dotted: string): Uint8Array {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  return element(tags.oid, Uint8Array.from([first * 40n + second, ...rest].flatMap(base128)));
}

function base128(arc: bigint): number[] {
  const octets = [Number(arc & 0x7fn)];
  for (let rest = arc >> 7n; rest > 0n; rest >>= 7n) octets.unshift(Number(rest & 0x7fn) | 0x80);
  return octets;
}

export function octetString(octets: Uint8Array): Uint8Array {
  return element(tags.octetString, octets);
}

export function bitString(octets: Uint8Array): Uint8Array {
  return element(tags.bitString, Uint8Array.of(0), octets);
}

export function boolean(value: boolean): Uint8Array {
  return element(tags.boolean, Uint8Array.of(value ? 0xff : 0));
}

export function nullValue(): Uint8Array {
  return element(tags.null);
}

export function utf8String(text: string): Uint8Array {
  return element(tags.utf8String, Buffer.from(text, 'utf8'));
}

export function bmpString(text: string): Uint8Array {
  return element(tags.bmpString, Buffer.from(text, 'utf16le').swap16());
}

export function explicit(number: number, ...items: readonly Uint8Array[]): Uint8Array {
  return element(contextTag(number), ...items);
}

/** For primitive types. `content` excludes the original tag and length. */
export function implicit(number: number, content: Uint8Array): Uint8Array {
  return element(contextTag(number, false), content);
}
