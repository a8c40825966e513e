// SPDX-License-Identifier: Apache-2.0
/** Characters that take two terminal columns: East_Asian_Width W and F (UAX #11, Unicode 16) and emoji. */
const wide =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4dc0-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18d08}\u{1aff0}-\u{1b2fb}\u{1d300}-\u{1d376}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const zeroWidth = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff]/u;
const onlyAscii = /^[\u0020-\u007e]*$/;

export function characterWidth(character: string): 0 | 1 | 2 {
  if (zeroWidth.test(character) && character !== '\u00ad') return 0;
  return wide.test(character) ? 2 : 1;
}

/** `text` is one line without control characters. */
export function textWidth(text: string): number {
  if (onlyAscii.test(text)) return text.length;
  return Array.from(text).reduce((sum, character) => sum + characterWidth(character), 0);
}

export function padEndTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

export function padStartTo(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - textWidth(text))) + text;
}

/** Closing punctuation stays with the preceding word. */
const pieces = /[\u2e80-\uffef][，。；：、！？）」”]*|[^\s\u2e80-\uffef]+[，。；：、！？）」]*\s*|\s+/g;

/** Breaks at spaces, and between Chinese characters. Overlong words get a separate line. */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(pieces) ?? []) {
    if (line.trim() !== '' && textWidth(line + piece.trimEnd()) > columns) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? piece.trimStart() : piece;
  }
  return [...lines, line.trimEnd()];
}
