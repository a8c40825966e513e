// SPDX-License-Identifier: Apache-2.0
/** Number of hex digits, equal to 32 bits. */
export const typedFingerprintDigits = 8;

/** Needs at least 8 digits. Ignores colons, spaces and case. */
export function typedFingerprintFits(sha256: string, typed: string): boolean {
  const digits = typed.replaceAll(/[\s:]/g, '').normalize('NFKC').toLowerCase();
  return digits.length >= typedFingerprintDigits && sha256.startsWith(digits);
}
