// SPDX-License-Identifier: Apache-2.0
/** NFC first (what CertSteward writes), then as typed: other programs may not normalize; macOS decomposes letters. */
export function passphraseForms(typed: string): string[] {
  return [...new Set([canonicalPassphrase(typed), typed])];
}

export function canonicalPassphrase(typed: string): string {
  return typed.normalize('NFC');
}
