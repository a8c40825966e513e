// SPDX-License-Identifier: Apache-2.0
/** Counted after NFC normalisation. NIST SP 800-63B-3 §5.1.1.2 requires at least eight. */
export const minimumPasswordLength = 8;

export const strengths = ['empty', 'short', 'weak', 'fair', 'long'] as const;
export type Strength = (typeof strengths)[number];

export interface PasswordJudgement {
  readonly strength: Strength;
  readonly usable: boolean;
  /** Java 17 can't open a PKCS#12 file with a non-ASCII password. */
  readonly nonAscii: boolean;
}

/** Works without word lists. Bits are effective length × log2(alphabet size); below 50 is weak, 75 or more is long. */
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
  // Repeats add almost nothing, so `aaaaaaaaaaaa` must not count as long.
  const effective = Math.min(characters.length, new Set(characters).size * 2);
  const bits = effective * Math.log2(size);
  return { strength: bits < 50 ? 'weak' : bits < 75 ? 'fair' : 'long', usable: true, nonAscii };
}
