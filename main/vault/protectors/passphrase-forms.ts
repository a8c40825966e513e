// SPDX-License-Identifier: Apache-2.0
/** First NFC, because CertSteward uses it, then as typed, for files from other programs. */
export function passphraseForms(typed: string): string[] {
  return [...new Set([canonicalPassphrase(typed), typed])];
}

export function canonicalPassphrase(typed: string): string {
  return typed.normalize('NFC');
}
