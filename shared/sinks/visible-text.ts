// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../domain/imports/hidden-characters.ts';

/** Certificate names must not move a terminal's cursor or reverse its text. */
export function visibleText(text: string): string {
  return text.replaceAll(hiddenCharacters, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}
