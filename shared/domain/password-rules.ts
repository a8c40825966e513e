// SPDX-License-Identifier: Apache-2.0
/** A new password of fewer characters (NFC) is refused. NIST SP 800-63B §3.1.1.2 asks for eight characters. */
export const minimumPasswordLength = 8;

/** Weakest first. */
export const strengths = ['empty', 'short', 'weak', 'fair', 'long'] as const;
export type Strength = (typeof strengths)[number];

export interface PasswordJudgement {
  readonly strength: Strength;
  readonly usable: boolean;
  /** Characters beyond ASCII: Java 17 cannot open a PKCS#12 under such a password. */
  readonly nonAscii: boolean;
}

/**
 * Judges by length and kinds of characters only; `estimateStrength` knows word lists.
 * Bits = length × log2(size of the kinds used); under 50 weak, from 75 long.
 */
export function judgePassword(password: string): PasswordJudgement {
  const characters = Array.from(password.normalize('NFC'));
  const nonAscii = characters.some((character) => (character.codePointAt(0) ?? 0) > 0x7e);
  if (characters.length === 0) return { strength: 'empty', usable: false, nonAscii };
  if (characters.length < minimumPasswordLength) return { strength: 'short', usable: false, nonAscii };
  const pool = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[ -/:-@[-`{-~]/, 33],
    [/[^ -~]/, 3000],
  ] as const;
  const size = pool.reduce((sum, [kind, count]) => sum + (kind.test(password) ? count : 0), 0);
  // Repeats add next to nothing: `aaaaaaaaaaaa` is not long.
  const effective = Math.min(characters.length, new Set(characters).size * 2);
  const bits = effective * Math.log2(size);
  return { strength: bits < 50 ? 'weak' : bits < 75 ? 'fair' : 'long', usable: true, nonAscii };
}
