// SPDX-License-Identifier: Apache-2.0
import { visibleText } from './visible-text.ts';

/** Excludes CRLF (RFC 5545 §3.1). */
const maxLineOctets = 75;

/** Encodes a TEXT value (RFC 5545 §3.3.11) and makes hidden characters visible. */
export function calendarText(text: string): string {
  return visibleText(text).replaceAll(/[\\;,]/g, (character) => `\\${character}`);
}

/** Formats a UTC time (RFC 5545 §3.3.5): `20270331T155959Z`. `at` is in ms since the epoch. */
export function calendarTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/** Returns UTF-8, folding lines at 75 octets but never within a character (RFC 5545 §3.1). */
export function calendarFile(lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.map((line) => `${folded(line)}\r\n`).join(''));
}

function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = new TextEncoder().encode(character).length;
    if (octets + size > maxLineOctets) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
