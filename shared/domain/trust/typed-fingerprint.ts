// SPDX-License-Identifier: Apache-2.0
/** Hex digits of a SHA-256: 32 bits. */
export const typedFingerprintDigits = 8;

/** At least 8 digits; ignores colons, spaces and case. */
export function typedFingerprintFits(sha256: string, typed: string): boolean {
  const digits = typed.replaceAll(/[\s:]/g, '').normalize('NFKC').toLowerCase();
  return digits.length >= typedFingerprintDigits && sha256.startsWith(digits);
}
