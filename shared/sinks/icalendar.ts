// SPDX-License-Identifier: Apache-2.0
import { visibleText } from './visible-text.ts';

/** Octets of a content line, without its CRLF (RFC 5545 §3.1). */
const maxLineOctets = 75;

/**
 * The encoder of calendar files (X10) for the value type TEXT, RFC 5545 §3.3.11: control and bidirectional characters
 * are made visible, then what has a meaning in the format is escaped.
 */
export function calendarText(text: string): string {
  return visibleText(text).replaceAll(/[\\;,]/g, (character) => `\\${character}`);
}

/** UTC, RFC 5545 §3.3.5: `20270331T155959Z`. `at`: ms since the epoch. */
export function calendarTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

/**
 * Lines to the octets of a file: each ends in CRLF and is folded at 75 octets of UTF-8, never within a character
 * (RFC 5545 §3.1).
 */
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
      // The space that begins a continuation counts.
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}
