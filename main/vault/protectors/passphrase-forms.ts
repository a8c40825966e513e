// SPDX-License-Identifier: Apache-2.0
/**
 * The forms under which one typed passphrase may have been used: NFC first (what we write), then as it came,
 * since another program may have written the file with what its keyboard gave. macOS gives decomposed letters.
 */
export function passphraseForms(typed: string): string[] {
  return [...new Set([canonicalPassphrase(typed), typed])];
}

export function canonicalPassphrase(typed: string): string {
  return typed.normalize('NFC');
}
