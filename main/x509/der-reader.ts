// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/app-error.ts';

/**
 * A thin reader of tag-length-value elements (X.690 §8.1), definite lengths only. It copies nothing: an element is
 * a set of offsets into the caller's bytes, which lets lists be filled at tens of thousands of certificates a second.
 * Longer-than-needed length octets are accepted, because issued certificates carry them and OpenSSL reads them.
 */
export interface DerElement {
  /** First identifier octet: class, constructed bit and, unless it is 31, the tag number. */
  readonly tag: number;
  readonly tagNumber: number;
  /** Offset of the identifier octet. */
  readonly start: number;
  /** Offset of the first content octet. */
  readonly content: number;
  /** Offset after the last content octet. */
  readonly end: number;
}

/** Identifier octets of the universal types in use. */
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

/** No honest structure of this field has more children in one node; a p7b of 50,000 certificates still fits. */
export const maxChildren = 100_000;

/** Identifier octet of `[number]`: constructed for EXPLICIT tags and structured IMPLICIT ones. Number below 31. */
export function contextTag(number: number, constructed = true): number {
  return (constructed ? 0xa0 : 0x80) | number;
}

export function damagedAt(offset: number): AppError {
  return new AppError('damaged', { offset });
}

/**
 * Reads the element at `offset`; its content must end at or before `limit` (the parent's end).
 * @throws AppError `damaged` with the `offset` of the octet that cannot be right.
 */
export function readElement(bytes: Uint8Array, offset = 0, limit = bytes.length): DerElement {
  let at = offset;
  if (at + 2 > limit) throw damagedAt(offset);
  const tag = bytes[at++] as number;
  // Universal 0 is the end-of-contents mark of the indefinite form, or plain zero filling.
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

/**
 * Like `readElement`, but the identifier octet must be `tag`.
 * @throws AppError `damaged`
 */
export function expectElement(bytes: Uint8Array, tag: number, offset = 0, limit = bytes.length): DerElement {
  const element = readElement(bytes, offset, limit);
  if (element.tag !== tag) throw damagedAt(offset);
  return element;
}

/**
 * Reads the one element that fills `bytes` completely.
 * @throws AppError `damaged`, also when octets are left over (`offset` is then where they begin).
 */
export function readWhole(bytes: Uint8Array, tag: number): DerElement {
  const element = expectElement(bytes, tag);
  if (element.end !== bytes.length) throw damagedAt(element.end);
  return element;
}

/**
 * The elements inside a constructed element, one level deep, lazily.
 * @throws AppError `damaged`, or `limit-exceeded` (`limit: 'objects'`) after `cap` children.
 */
export function* childrenOf(bytes: Uint8Array, parent: DerElement, cap = maxChildren): Generator<DerElement> {
  let at = parent.content;
  for (let count = 0; at < parent.end; count++) {
    if (count >= cap) throw new AppError('limit-exceeded', { limit: 'objects' });
    const child = readElement(bytes, at, parent.end);
    yield child;
    at = child.end;
  }
}

/** `childrenOf` as an array. */
export function listChildren(bytes: Uint8Array, parent: DerElement, cap = maxChildren): DerElement[] {
  return [...childrenOf(bytes, parent, cap)];
}

/** Content octets, as a view (not a copy). */
export function contentOf(bytes: Uint8Array, element: DerElement): Uint8Array {
  return bytes.subarray(element.content, element.end);
}

/** The whole encoding with its header, as a view (not a copy). */
export function encodingOf(bytes: Uint8Array, element: DerElement): Uint8Array {
  return bytes.subarray(element.start, element.end);
}
