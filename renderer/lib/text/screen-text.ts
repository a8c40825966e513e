// SPDX-License-Identifier: Apache-2.0
import { hiddenCharacters } from '../../../shared/domain/hidden-characters.ts';

/**
 * X10, the sink "screen": names come from untrusted certificates. Control characters and direction overrides
 * (Unicode TR 36 §3.1, "Trojan source") are shown as their code points instead of acting on the text around them.
 */
export function screenText(text: string): string {
  return text.replaceAll(
    hiddenCharacters,
    (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}
