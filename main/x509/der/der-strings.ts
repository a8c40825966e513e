// SPDX-License-Identifier: Apache-2.0
import { damagedAt, tags, type DerElement } from './der-reader.ts';
import { guessText } from './guess-text.ts';

/**
 * Returns null for non-string types. Guesses the encoding, because some CAs put GBK in a UTF8String, for example.
 * @throws `damaged` for an invalid BMPString or UniversalString
 */
export function readString(bytes: Uint8Array, element: DerElement): string | null {
  switch (element.tag) {
    case tags.utf8String:
    case tags.printableString:
    case tags.ia5String:
    case tags.t61String:
    case tags.visibleString:
    case tags.numericString:
      return readOctetText(bytes, element.content, element.end);
    case tags.bmpString:
      return readBmp(bytes, element);
    case tags.universalString:
      return readUniversal(bytes, element);
    default:
      return null;
  }
}

export function readOctetText(bytes: Uint8Array, from: number, to: number): string {
  let ascii = true;
  for (let at = from; at < to; at++) {
    if ((bytes[at] as number) & 0x80) {
      ascii = false;
      break;
    }
  }
  if (ascii) return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');
  return guessText(bytes.subarray(from, to));
}

/** BMPString is UCS-2, big-endian (X.690 §8.23.8), but in practice UTF-16. */
function readBmp(bytes: Uint8Array, { content, end }: DerElement): string {
  if ((end - content) % 2 !== 0) throw damagedAt(content);
  // Copy first, because swap16 works in place.
  return Buffer.from(bytes.subarray(content, end)).swap16().toString('utf16le');
}

function readUniversal(bytes: Uint8Array, { content, end }: DerElement): string {
  if ((end - content) % 4 !== 0) throw damagedAt(content);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let text = '';
  for (let at = content; at < end; at += 4) {
    const codePoint = view.getUint32(at);
    if (codePoint > 0x10ffff) throw damagedAt(at);
    text += String.fromCodePoint(codePoint);
  }
  return text;
}
