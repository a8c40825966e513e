// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Lengths are definite (X.690 §8.1.3) but may be non-minimal, as in some certificates. */
export interface DerElement {
  readonly tag: number;
  readonly tagNumber: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Enough for a p7b of 50,000 certificates. */
export const maxChildren = 100_000;

/** `constructed` is false only for IMPLICIT primitive types. `number` must be below 31. */
export function contextTag(number: number, constructed = true): number {
  return (constructed ? 0xa0 : 0x80) | number;
}

export function damagedAt(offset: number): AppError {
  return new AppError('damaged', { offset });
}

/**
 * The element must end at or before `limit`.
 * @throws `damaged` (`offset` of the element)
 */
export function readElement(bytes: Uint8Array, offset = 0, limit = bytes.length): DerElement {
  let at = offset;
  if (at + 2 > limit) throw damagedAt(offset);
  const tag = bytes[at++] as number;
  if (tag === 0) throw damagedAt(offset);
  let tagNumber = tag & 0x1f;
  if (tagNumber === 31) {
    tagNumber = 0;
    let octet: number;
    do {
      if (at >= limit || tagNumber > 0xffff) throw damagedAt(offset);
      octet = bytes[at++] as number;
      tagNumber = (tagNumber << 7) | (octet & 0x7f);
    } while (octet & 0x80);
    if (at >= limit) throw damagedAt(offset);
  }
  let length = bytes[at++] as number;
  if (length >= 0x80) {
    const octets = length & 0x7f;
    if (octets === 0 || octets > 6 || at + octets > limit) throw damagedAt(offset);
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at++] as number);
  }
  const end = at + length;
  if (end > limit) throw damagedAt(offset);
  return { tag, tagNumber, start: offset, content: at, end };
}

export function expectElement(bytes: Uint8Array, tag: number, offset = 0, limit = bytes.length): DerElement {
  const element = readElement(bytes, offset, limit);
  if (element.tag !== tag) throw damagedAt(offset);
  return element;
}

/** @throws `damaged`, also for trailing bytes (`offset` is their start) */
export function readWhole(bytes: Uint8Array, tag: number): DerElement {
  const element = expectElement(bytes, tag);
  if (element.end !== bytes.length) throw damagedAt(element.end);
  return element;
}

/** @throws `damaged`, or `limit-exceeded` (`limit: 'objects'`) after `cap` children */
export function* childrenOf(bytes: Uint8Array, parent: DerElement, cap = maxChildren): Generator<DerElement> {
  let at = parent.content;
  for (let count = 0; at < parent.end; count++) {
    if (count >= cap) throw new AppError('limit-exceeded', { limit: 'objects' });
    const child = readElement(bytes, at, parent.end);
    yield child;
    at = child.end;
  }
}

export function listChildren(bytes: Uint8Array, parent: DerElement, cap = maxChildren): DerElement[] {
  return [...childrenOf(bytes, parent, cap)];
}

export function contentOf(bytes: Uint8Array, element: DerElement): Uint8Array {
  return bytes.subarray(element.content, element.end);
}

export function encodingOf(bytes: Uint8Array, element: DerElement): Uint8Array {
  return bytes.subarray(element.start, element.end);
}
