/**
 * X10, the sink "screen": names come from untrusted certificates. Control characters and direction overrides
 * (Unicode TR 36 §3.1, "Trojan source") are shown as their code points instead of acting on the text around them.
 */
export function screenText(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu,
    (character) => `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`,
  );
}
