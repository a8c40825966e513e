// SPDX-License-Identifier: Apache-2.0
import type { FileKind } from '../../../shared/schemas/certificates/inspection.ts';
import { contextTag, type DerElement, readElement, tags } from '../../x509/der/der-reader.ts';
import { berToDer } from './ber-to-der.ts';

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
  | 'cfca-sm2'
  | 'enveloped-key'
  | 'enveloped-data'
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
  'cfca-sm2': 'cfca-sm2',
  'enveloped-key': 'enveloped-key',
  'enveloped-data': 'enveloped-data',
  unknown: 'unknown',
};

/** `end` may exceed the length of a truncated file. */
interface Peeked {
  readonly tag: number;
  readonly content: number;
  readonly end: number;
}

/** Also recognises truncated files, so they are reported as damaged rather than unknown. */
export function derKind(bytes: Uint8Array, element: Pick<DerElement, 'tag' | 'content' | 'end'>): DerKind {
  if (element.tag !== tags.sequence) return 'unknown';
  const members = peekChildren(bytes, element, 9);
  const [first, second] = members;
  if (first?.tag === tags.integer) return kindByNumbered(bytes, members);
  if (first?.tag === tags.oid) return second?.tag === contextTag(0) ? kindByContentType(bytes, first) : 'unknown';
  if (first?.tag !== tags.sequence) return 'unknown';
  return kindBySequence(bytes, [first, ...members.slice(1)]);
}

/** With an indefinite length, only the first member is readable before conversion. */
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
  if (second?.tag === tags.octetString) return isKeyReply(members) ? 'enveloped-key' : 'ec-key';
  if (second?.tag === tags.integer) {
    if (members.some(({ tag }) => tag !== tags.integer && tag !== tags.sequence)) return 'unknown';
    if (members.length === 6) return 'dsa-key';
    return members.length > 2 ? 'rsa-key' : 'unknown';
  }
  if (second?.tag !== tags.sequence) return 'unknown';
  const [type, content] = peekChildren(bytes, second, 2);
  if (type?.tag !== tags.oid) return 'unknown';
  if (third?.tag === tags.octetString) return 'pkcs8';
  if (content?.tag === contextTag(0)) return 'pkcs12';
  return hexOf(bytes, type) === '2a811ccf550601040201' && content?.tag === tags.oid ? 'cfca-sm2' : 'unknown';
}

/** CFCA sends an SM2 ciphertext C1C3C2 (64 + 32 + 96 bytes), with or without a leading 04. */
function isKeyReply(members: readonly Peeked[]): boolean {
  const ciphertext = members[1] as Peeked;
  const length = ciphertext.end - ciphertext.content;
  return members.length === 2 && (length === 192 || length === 193);
}

function kindBySequence(bytes: Uint8Array, [first, second, ...others]: readonly [Peeked, ...Peeked[]]): DerKind {
  const [a, b, c, d] = peekChildren(bytes, first, 4);
  if (a?.tag === tags.oid) {
    if (second?.tag === tags.octetString) return 'encrypted-pkcs8';
    return second !== undefined && isSm2EnvelopedKey(bytes, second, others) ? 'enveloped-key' : 'unknown';
  }
  if (a?.tag === contextTag(0)) return 'certificate';
  const isTime = (member: Peeked | undefined) => member?.tag === tags.utcTime || member?.tag === tags.generalizedTime;
  if (a?.tag === tags.sequence) return isTime(c) ? 'crl' : 'unknown';
  if (a?.tag !== tags.integer || b?.tag !== tags.sequence) return 'unknown';
  // `b` is a name (SETs) in a request, but an algorithm in a certificate or CRL.
  const [inner] = peekChildren(bytes, b, 1);
  if (inner?.tag !== tags.oid) return 'csr';
  return isTime(d) ? 'crl' : 'certificate';
}

/** GB/T 35276 §7.4. */
function isSm2EnvelopedKey(bytes: Uint8Array, cipher: Peeked, keys: readonly Peeked[]): boolean {
  if (cipher.tag !== tags.sequence || keys.length !== 2 || keys.some(({ tag }) => tag !== tags.bitString)) return false;
  const parts = peekChildren(bytes, cipher, 5).map(({ tag }) => tag);
  return parts.join() === [tags.integer, tags.integer, tags.octetString, tags.octetString].join();
}

const envelopes = new Set([
  '2a864886f70d010703',
  '2a864886f70d010704',
  '2a864886f70d0109100117',
  '2a811ccf550601040203',
  '2a811ccf550601040204',
]);

/** Content types of PKCS#7, GM/T 0010 and S/MIME. */
function kindByContentType(bytes: Uint8Array, type: Peeked): DerKind {
  const oid = hexOf(bytes, type);
  if (envelopes.has(oid)) return 'enveloped-data';
  const arcs = ['2a864886f70d0107', '2a811ccf5506010402', '2a864886f70d01091001'];
  return arcs.some((arc) => oid.startsWith(arc)) ? 'pkcs7' : 'unknown';
}

function hexOf(bytes: Uint8Array, { content, end }: Peeked): string {
  return Buffer.from(bytes.subarray(content, end)).toString('hex');
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
