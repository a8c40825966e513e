// SPDX-License-Identifier: Apache-2.0
/** NFC first (what CertSteward writes), then as typed, for other programs' files. */
export function passphraseForms(typed: string): string[] {
  return [...new Set([canonicalPassphrase(typed), typed])];
}

export function canonicalPassphrase(typed: string): string {
  return typed.normalize('NFC');
}
