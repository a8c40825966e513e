// SPDX-License-Identifier: Apache-2.0
/** CertSteward encrypts with NFC, other programs with the text as typed. */
export function passphraseForms(typed: string): string[] {
  return [...new Set([canonicalPassphrase(typed), typed])];
}

export function canonicalPassphrase(typed: string): string {
  return typed.normalize('NFC');
}
