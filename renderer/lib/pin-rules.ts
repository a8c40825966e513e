// SPDX-License-Identifier: Apache-2.0
/** Counts UTF-8 octets, as tokens do (CK_TOKEN_INFO, PKCS#11 §3.2). */
export function pinOctets(pin: string): number {
  return new TextEncoder().encode(pin).length;
}

export interface PinLimits {
  readonly min: number;
  readonly max: number;
}

/**
 * Returns null if unknown, which tokens report as zeros or CK_UNAVAILABLE_INFORMATION. No token accepts an empty PIN.
 */
export function pinLimits({ min, max }: PinLimits): PinLimits | null {
  return max > 0 && max >= min && max <= 255 ? { min: Math.max(1, min), max } : null;
}

/** Detects one repeated character or a sequence, which attackers try first. */
export function isObviousPin(pin: string): boolean {
  const codes = Array.from(pin, (character) => character.codePointAt(0) ?? 0);
  if (codes.length < 2) return false;
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  return steps.size === 1 && [-1, 0, 1].includes([...steps][0] ?? 9);
}
