// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../domain/imports/hidden-characters.ts';

/** Certificate names must not move the cursor or reverse the line of a terminal. */
export function visibleText(text: string): string {
  return text.replaceAll(hiddenCharacters, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}
