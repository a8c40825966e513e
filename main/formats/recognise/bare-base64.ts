// SPDX-License-Identifier: Apache-2.0
import { withoutReplyHead } from '../pem/base64.ts';
import { shapeOfHead, type Shape } from './der-shape.ts';

const sampleCharacters = 4096;
/** Allowance for line ends and a BOM, relative to the base64. */
const sparse = 1 / 8;
const alphabet = /^[A-Za-z0-9+/]+={0,2}$/;

/** Recognises base64 of DER whose length matches the file. `sizeOf` returns the file size in characters. */
export function bareBase64Kind(head: Buffer, sizeOf: () => number): Shape | null {
  const first = firstCharacter(head);
  const start = head[first] === 0x30 ? first + replyHeadLength(head, first) : first;
  if (head[start] !== 0x4d || ((head[start + 1] ?? 0) & 0xf0) !== 0x40) return null;
  const text = head.toString('latin1', start, start + sampleCharacters);
  const digits = text.replaceAll(/[\s,]+/g, '');
  if (digits.length < 16 || !alphabet.test(digits)) return null;
  const octets = Buffer.from(digits.slice(0, digits.length & ~3), 'base64');
  return shapeOfHead(octets, (total) => {
    const characters = Math.ceil(total / 3) * 4;
    const size = sizeOf() - start;
    return size >= characters - 2 && size <= characters * (1 + sparse) + 16 ? total : -1;
  });
}

function replyHeadLength(head: Buffer, from: number): number {
  const text = head.toString('latin1', from, from + 80);
  return text.length - withoutReplyHead(text).length;
}

function firstCharacter(head: Buffer): number {
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  while (at < 64 && (head[at] === 0x20 || head[at] === 0x0a || head[at] === 0x0d || head[at] === 0x09)) at++;
  return at;
}
