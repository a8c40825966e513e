// SPDX-License-Identifier: Apache-2.0
import { bareBase64Kind } from './bare-base64.ts';
import { shapeOfHead } from './der-shape.ts';
import { hasPemHeader } from './pem-header.ts';

export const textHeadBytes = 64 * 1024;
export const binaryHeadBytes = 4 * 1024;
/** Extra bytes for a PEM header that starts at the end of the head. */
export const headSlack = 512;

export type Recognised = 'pem' | 'der' | 'pkcs12' | 'pkcs7' | 'jks';

export function isBinaryHead(head: Buffer): boolean {
  return head.includes(0) && utf16Of(head) === null;
}

/** `sizeOf` returns the file size in bytes and is called only if needed. For DER, it gets the expected length. */
export function recogniseHead(head: Buffer, sizeOf: (outerLength?: number) => number): Recognised | null {
  if (head.length < 12) return null;
  const first = head[0] as number;
  if (first === 0x30) {
    const shape = shapeOfHead(head, sizeOf);
    if (shape !== null) return shape;
  }
  if ((first === 0xfe || first === 0xce) && isJavaStore(head)) return 'jks';
  const order = utf16Of(head);
  if (order !== null) return recogniseText(asLatin1(head, order), () => Math.floor(sizeOf() / 2));
  const zero = head.subarray(0, binaryHeadBytes).indexOf(0);
  if (zero !== -1) return hasPemHeader(head.subarray(0, binaryHeadBytes + headSlack), binaryHeadBytes) ? 'pem' : null;
  return recogniseText(head, sizeOf);
}

function recogniseText(head: Buffer, sizeOf: () => number): Recognised | null {
  if (hasPemHeader(head, textHeadBytes)) return 'pem';
  return bareBase64Kind(head, sizeOf) === null ? null : 'pem';
}

function isJavaStore(head: Buffer): boolean {
  const magic = head.readUInt32BE(0);
  if (magic !== 0xfeed_feed && magic !== 0xcece_cece) return false;
  const version = head.readUInt32BE(4);
  return (version === 1 || version === 2) && head.readUInt32BE(8) < 1_000_000;
}

/** Detects a BOM, or ASCII alternating with NULs. */
function utf16Of(head: Buffer): 'le' | 'be' | null {
  // Array destructuring would be slow here.
  const a = head[0];
  const b = head[1];
  const c = head[2];
  const d = head[3];
  if (a === 0xff && b === 0xfe) return 'le';
  if (a === 0xfe && b === 0xff) return 'be';
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return alternates(head, 1) ? 'le' : null;
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return alternates(head, 0) ? 'be' : null;
  return null;
}

const alternatingOctets = 32;

function alternates(head: Buffer, zeros: 0 | 1): boolean {
  for (let at = 0; at < alternatingOctets && at + 1 < head.length; at += 2) {
    const octet = head[at + 1 - zeros] as number;
    const isText = (octet >= 0x20 && octet < 0x7f) || octet === 0x09 || octet === 0x0a || octet === 0x0d;
    if (head[at + zeros] !== 0 || !isText) return false;
  }
  return true;
}

function asLatin1(head: Buffer, order: 'le' | 'be'): Buffer {
  const even = head.subarray(0, head.length & ~1);
  const text = order === 'le' ? even : Buffer.from(even).swap16();
  return Buffer.from(text.toString('utf16le').replace(/^\ufeff/, ''), 'latin1');
}
