// SPDX-License-Identifier: Apache-2.0
/** How many hex digits of a SHA-256 a person types to say that they compared it: 32 bits. */
export const typedFingerprintDigits = 8;

/** Whether what was typed are the first digits of the fingerprint, 8 at least; colons, spaces and case do not count. */
export function typedFingerprintFits(sha256: string, typed: string): boolean {
  const digits = typed.replaceAll(/[\s:]/g, '').normalize('NFKC').toLowerCase();
  return digits.length >= typedFingerprintDigits && sha256.startsWith(digits);
}
