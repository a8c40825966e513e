// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../domain/hidden-characters.ts';

/**
 * The terminal's encoder (X10): control characters, line ends and bidirectional overrides inside names of a
 * certificate are shown as escapes, so that a subject can neither move the cursor nor reverse the line.
 */
export function visibleText(text: string): string {
  return text.replaceAll(hiddenCharacters, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}
