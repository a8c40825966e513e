// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../domain/hidden-characters.ts';

/**
 * The encoder for JSON that may end on a terminal (X10): JSON.stringify escapes C0 controls only; C1 controls and
 * direction overrides become `\uXXXX` here. Whoever parses it gets the same value.
 */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(hiddenCharacters, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
