// SPDX-License-Identifier: Apache-2.0
/** Full-width forms of ASCII (U+FF01 to U+FF5E) and the ideographic space, as Chinese keyboards type them. */
export function halfWidth(text: string): string {
  return text
    .replaceAll(/[\uff01-\uff5e]/g, (mark) => String.fromCodePoint((mark.codePointAt(0) ?? 0) - 0xfee0))
    .replaceAll('\u3000', ' ');
}

/** A code as it comes from a message or a page: in groups, with line ends, with marks that nobody sees. */
export function pastedCode(text: string): string {
  return halfWidth(text).replaceAll(/[\s\p{Cf}]/gu, '');
}

/** `pasted` in the place of what was selected. */
export function insertedText(value: string, pasted: string, start: number | null, end: number | null): string {
  return value.slice(0, start ?? value.length) + pasted + value.slice(end ?? start ?? value.length);
}
