// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../domain/imports/hidden-characters.ts';

/**
 * JSON for terminals, since JSON.stringify leaves C1 controls and direction overrides unescaped. Parses to the
 * same value.
 */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(hiddenCharacters, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
