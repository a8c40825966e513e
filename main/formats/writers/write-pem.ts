// SPDX-License-Identifier: Apache-2.0
export type PemLabel = 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'PRIVATE KEY' | 'ENCRYPTED PRIVATE KEY';

const digits = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const padding = 0x3d;
const lineEnd = 0x0a;
const digitsPerLine = 64;

/** Avoids strings, because they cannot be zeroed. */
export function pemBlock(label: PemLabel, der: Uint8Array): Uint8Array {
  const begin = Buffer.from(`-----BEGIN ${label}-----\n`);
  const end = Buffer.from(`-----END ${label}-----\n`);
  const total = Math.ceil(der.length / 3) * 4;
  const block = new Uint8Array(begin.length + total + Math.ceil(total / digitsPerLine) + end.length);
  block.set(begin);
  block.set(end, block.length - end.length);
  let at = begin.length;
  for (let read = 0; read < der.length; read += 3) {
    const [first = 0, second, third] = [der[read], der[read + 1], der[read + 2]];
    block[at++] = digits[first >> 2] as number;
    block[at++] = digits[((first & 3) << 4) | ((second ?? 0) >> 4)] as number;
    block[at++] = second === undefined ? padding : (digits[((second & 15) << 2) | ((third ?? 0) >> 6)] as number);
    block[at++] = third === undefined ? padding : (digits[third & 63] as number);
    if (read % 48 === 45 || read + 3 >= der.length) block[at++] = lineEnd;
  }
  return block;
}

export function writePem(certificates: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(certificates.map((der) => pemBlock('CERTIFICATE', der))));
}
