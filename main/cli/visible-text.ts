/**
 * The terminal's encoder (X10): control characters, line ends and bidirectional overrides inside names of a
 * certificate are shown as escapes, so that a subject can neither move the cursor nor reverse the line.
 */
export function visibleText(text: string): string {
  return text.replace(
    // oxlint-disable-next-line no-control-regex -- matching control characters is the point
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}
