// SPDX-License-Identifier: Apache-2.0
export interface FileText {
  readonly text: string;
  readonly offsetOf: (index: number) => number;
}

const sampleLength = 4096;

/** Decodes UTF-16, and other text as Latin-1. Returns null for binary files. */
export function textOf(bytes: Uint8Array): FileText | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const utf16 = utf16Order(bytes);
  if (utf16) {
    const even = buffer.subarray(0, buffer.length & ~1);
    const text = utf16 === 'le' ? even.toString('utf16le') : Buffer.from(even).swap16().toString('utf16le');
    return { text, offsetOf: (index) => index * 2 };
  }
  return looksLikeText(bytes) ? latin1Text(bytes) : null;
}

/** Decodes one character per byte, so indices are offsets. */
export function latin1Text(bytes: Uint8Array): FileText {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { text: buffer.toString('latin1'), offsetOf: (index) => index };
}

function utf16Order(bytes: Uint8Array): 'le' | 'be' | null {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x2d && b === 0 && c === 0x2d && d === 0)) return 'le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x2d && c === 0 && d === 0x2d)) return 'be';
  return null;
}

/** DER has control bytes near the start. */
export function looksLikeText(bytes: Uint8Array): boolean {
  return bytes
    .subarray(0, sampleLength)
    .every((octet) => octet >= 0x20 || (octet >= 0x09 && octet <= 0x0d) || octet === 0x1b);
}
