// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** RFC 2045 §6.8. Cisco's server rejects longer lines. */
const lineLength = 76;

/** RFC 8951 §3.1. */
export function base64Body(der: Uint8Array): string {
  const text = Buffer.from(der).toString('base64');
  return `${text.match(new RegExp(`.{1,${lineLength}}`, 'g'))?.join('\r\n') ?? ''}\r\n`;
}

const alphabet = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'latin1');
const values = new Int8Array(256).fill(-1);
for (const [value, octet] of alphabet.entries()) values[octet] = value;
const blanks = new Set([0, 9, 10, 11, 12, 13, 32, 0xa0]);
const equals = 0x3d;

/**
 * Ignores Content-Transfer-Encoding (RFC 8951 §3), whitespace, Cisco's trailing NUL, missing padding and PEM armour.
 * Also accepts DER. Takes bytes, since a string with a private key cannot be zeroed. Errors: `server-reply-unusable`
 * (`reason` `base64`).
 */
export function readBase64Body(body: Uint8Array): Uint8Array {
  // DER: a SEQUENCE with a long-form length. Base64 has no byte above 0x7F.
  if (body[0] === 0x30 && ((body[1] ?? 0) & 0x80) !== 0) return body;
  const decoded = new Uint8Array(Math.ceil((body.length * 3) / 4));
  let length = 0;
  let padding = 0;
  let bits = 0;
  let held = 0;
  try {
    for (let at = 0; at < body.length; at += 1) {
      const octet = body[at] ?? 0;
      if (blanks.has(octet)) continue;
      const line = armourAt(body, at);
      if (line > 0) {
        at += line - 1;
        continue;
      }
      if (octet === equals && padding < 2) {
        padding += 1;
        continue;
      }
      const value = values[octet] ?? -1;
      if (value < 0 || padding > 0) throw new AppError('server-reply-unusable', { reason: 'base64' });
      held = ((held << 6) | value) & 0xfff;
      bits += 6;
      if (bits < 8) continue;
      bits -= 8;
      decoded[length] = (held >> bits) & 0xff;
      length += 1;
    }
    return decoded.slice(0, length);
  } finally {
    decoded.fill(0);
  }
}

const dashes = Buffer.from('-----', 'latin1');

function armourAt(body: Uint8Array, at: number): number {
  if (!dashes.every((dash, index) => body[at + index] === dash)) return 0;
  const label = /^-----[^-\r\n]{0,80}-----/.exec(Buffer.from(body.subarray(at, at + 90)).toString('latin1'));
  return label?.[0].length ?? 0;
}
