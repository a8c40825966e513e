// SPDX-License-Identifier: Apache-2.0
/** Minimum number of hex digits (32 bits). */
export const typedFingerprintDigits = 8;

/** Ignores colons, spaces and case. */
export function typedFingerprintFits(sha256: string, typed: string): boolean {
  const digits = typed.normalize('NFKC').replaceAll(/[\s:]/g, '').toLowerCase();
  return digits.length >= typedFingerprintDigits && sha256.startsWith(digits);
}
