// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../../../shared/domain/imports/hidden-characters.ts';

/** Shows hidden characters in untrusted text as code points, such as bidi overrides (Unicode TR 36 §2.5). */
export function screenText(text: string): string {
  return text.replaceAll(
    hiddenCharacters,
    (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}

/** On one line, such as a phone number within a sentence. */
export function unbrokenText(text: string): string {
  return screenText(text).replaceAll(' ', '\u00a0');
}
