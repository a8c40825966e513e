// SPDX-License-Identifier: Apache-2.0
/** Modules pad text with blanks (PKCS#11 §3), some with NUL. */
export function unpadded(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\0')) end--;
  return text.slice(0, end);
}
