// SPDX-License-Identifier: Apache-2.0
/** Blank-padded text of PKCS#11 (§3); some makers pad with NUL. Octets that are no UTF-8 became U+FFFD on the way here. */
export function unpadded(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\0')) end--;
  return text.slice(0, end);
}
