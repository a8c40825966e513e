// SPDX-License-Identifier: Apache-2.0
/** Converts full-width characters and the ideographic space, which Chinese IMEs type, to ASCII. */
export function halfWidth(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

export function pastedCode(text: string): string {
  return halfWidth(text).replaceAll(/[\s\p{Cf}]/gu, '');
}

export function insertedText(value: string, pasted: string, start: number | null, end: number | null): string {
  return value.slice(0, start ?? value.length) + pasted + value.slice(end ?? start ?? value.length);
}
