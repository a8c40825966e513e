// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../../../shared/domain/imports/hidden-characters.ts';

/** Shows control characters and bidi overrides in untrusted text as code points (Unicode TR 36 §2.5). */
export function screenText(text: string): string {
  return text.replaceAll(
    hiddenCharacters,
    (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}
