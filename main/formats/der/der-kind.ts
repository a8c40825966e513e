// SPDX-License-Identifier: Apache-2.0
import type { FileKind } from '../../../shared/schemas/certificates/inspection.ts';
import { contextTag, type DerElement, readElement, tags } from '../../x509/der/der-reader.ts';
import { berToDer } from './ber-to-der.ts';

/** By shape. */
export type DerKind =
  | 'pkcs12'
  | 'certificate'
  | 'csr'
  | 'crl'
  | 'pkcs7'
  | 'pkcs8'
  | 'encrypted-pkcs8'
  | 'rsa-key'
  | 'ec-key'
  | 'dsa-key'
  | 'unknown';

export const fileKindOf: Readonly<Record<DerKind, FileKind>> = {
  pkcs12: 'pkcs12',
  certificate: 'der',
  csr: 'csr',
  crl: 'crl',
  pkcs7: 'pkcs7',
  pkcs8: 'pkcs8',
  'encrypted-pkcs8': 'pkcs8',
  'rsa-key': 'der',
  'ec-key': 'der',
  'dsa-key': 'der',
  unknown: 'unknown',
};

/** `end` may exceed a truncated file. */
interface Peeked {
  readonly tag: number;
  readonly content: number;
  readonly end: number;
}

/** Recognises truncated files as "damaged PKCS#12", not "unknown". */
export function derKind(bytes: Uint8Array, element: Pick<DerElement, 'tag' | 'content' | 'end'>): DerKind {
  if (element.tag !== tags.sequence) return 'unknown';
  const members = peekChildren(bytes, element, 9);
  const [first, second] = members;
  if (first?.tag === tags.integer) return kindByNumbered(bytes, members);
  if (first?.tag === tags.oid) return isPkcs7(bytes, first) && second?.tag === contextTag(0) ? 'pkcs7' : 'unknown';
  if (first?.tag !== tags.sequence) return 'unknown';
  return kindBySequence(bytes, first, second);
}

/** Indefinite form shows only the first member before conversion. */
export function kindOfObject(octets: Uint8Array, header: { readonly tag: number; readonly content: number }): DerKind {
  if (octets[1] === 0x80) {
    try {
      const der = berToDer(octets);
      return derKind(der, readElement(der));
    } catch {}
  }
  return derKind(octets, { ...header, end: octets.length });
}

function kindByNumbered(bytes: Uint8Array, members: readonly Peeked[]): DerKind {
  const [, second, third] = members;
  if (second?.tag === tags.octetString) return 'ec-key';
  if (second?.tag === tags.integer) {
    if (members.some(({ tag }) => tag !== tags.integer && tag !== tags.sequence)) return 'unknown';
    if (members.length === 6) return 'dsa-key';
    return members.length > 2 ? 'rsa-key' : 'unknown';
  }
  if (second?.tag !== tags.sequence) return 'unknown';
  const [type, content] = peekChildren(bytes, second, 2);
  if (type?.tag !== tags.oid) return 'unknown';
  if (third?.tag === tags.octetString) return 'pkcs8';
  return content?.tag === contextTag(0) ? 'pkcs12' : 'unknown';
}

function kindBySequence(bytes: Uint8Array, first: Peeked, second: Peeked | undefined): DerKind {
  const [a, b, c, d] = peekChildren(bytes, first, 4);
  if (a?.tag === tags.oid) return second?.tag === tags.octetString ? 'encrypted-pkcs8' : 'unknown';
  if (a?.tag === contextTag(0)) return 'certificate';
  const isTime = (member: Peeked | undefined) => member?.tag === tags.utcTime || member?.tag === tags.generalizedTime;
  if (a?.tag === tags.sequence) return isTime(c) ? 'crl' : 'unknown';
  if (a?.tag !== tags.integer || b?.tag !== tags.sequence) return 'unknown';
  // A request continues with a name (SETs), the others with an algorithm.
  const [inner] = peekChildren(bytes, b, 1);
  if (inner?.tag !== tags.oid) return 'csr';
  return isTime(d) ? 'crl' : 'certificate';
}

function isPkcs7(bytes: Uint8Array, type: Peeked): boolean {
  const oid = Buffer.from(bytes.subarray(type.content, type.end)).toString('hex');
  // PKCS#7, GM/T 0010, S/MIME content types.
  return (
    oid.startsWith('2a864886f70d0107') || oid.startsWith('2a811ccf5506010402') || oid.startsWith('2a864886f70d01091001')
  );
}

function peekChildren(bytes: Uint8Array, parent: Pick<Peeked, 'content' | 'end'>, count: number): Peeked[] {
  const children: Peeked[] = [];
  const limit = Math.min(parent.end, bytes.length);
  let at = parent.content;
  while (children.length < count && at + 2 <= limit) {
    const tag = bytes[at] as number;
    let length = bytes[at + 1] as number;
    let content = at + 2;
    if (tag === 0 || (tag & 0x1f) === 0x1f) break;
    if (length === 0x80) length = limit - content;
    else if (length > 0x80) {
      const octets = length & 0x7f;
      if (octets > 6 || content + octets > limit) break;
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + (bytes[content++] as number);
    }
    children.push({ tag, content, end: content + length });
    at = content + length;
  }
  return children;
}
