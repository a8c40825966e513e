// SPDX-License-Identifier: Apache-2.0
/**
 * The groups of a recovery code, each of which checks itself: three symbols of data and one that is a weighted sum over
 * GF(32). The sum starts from the group's number, so that any one wrong symbol, any two swapped neighbours and any two
 * swapped groups are caught and the group can be named. What the data means: main/vault/protectors/recovery-code.ts.
 */
export const recoveryGroups = 9;
export const symbolsOfGroup = 4;
/** Crockford base32. */
export const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Distinct, none zero: a swap of neighbours changes the sum. */
const weights = [2, 3, 4] as const;

/** Takes lower case, any spaces and hyphens, full-width characters, O for 0, I and L for 1. */
export function recoverySymbols(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/**
 * The typed groups, which may be of any length and number. Where nine parts are apart from each other they are the
 * groups: a missing symbol then moves no other group.
 */
export function splitRecoveryCode(typed: string): readonly string[] {
  const parts = typed
    .normalize('NFKC')
    .split(/[\s\p{Pd}]+/u)
    .filter((part) => part !== '');
  if (parts.length === recoveryGroups) return parts.map(recoverySymbols);
  return recoverySymbols(typed).match(/.{1,4}/gu) ?? [];
}

/** `index`: of the group, from 0. `group`: symbols as `recoverySymbols` gives them. */
export function isRightGroup(index: number, group: string): boolean {
  const symbols = Array.from(group, (symbol) => recoveryAlphabet.indexOf(symbol));
  if (symbols.length !== symbolsOfGroup || symbols.includes(-1)) return false;
  return checkSymbolOf(index, symbols.slice(0, -1)) === symbols.at(-1);
}

/** Number of the fourth symbol in the alphabet. `data`: the three before it. */
export function checkSymbolOf(index: number, data: readonly number[]): number {
  let sum = index + 1;
  data.forEach((symbol, at) => {
    sum ^= multiply(symbol, weights[at] ?? 1);
  });
  return sum;
}

/** 1-based number of the first group that is wrong or not whole; null when each of the nine fits, or nothing was typed. */
export function wrongRecoveryGroup(typed: string): number | null {
  const groups = splitRecoveryCode(typed);
  if (groups.length === 0) return null;
  for (let index = 0; index < recoveryGroups; index += 1) {
    if (!isRightGroup(index, groups[index] ?? '')) return index + 1;
  }
  return null;
}

/** Nine groups, each right in itself. */
export function isWholeRecoveryCode(typed: string): boolean {
  return splitRecoveryCode(typed).length === recoveryGroups && wrongRecoveryGroup(typed) === null;
}

/** Typed as one, with whatever mistakes: most of its groups are right. */
export function looksLikeRecoveryCode(typed: string): boolean {
  const right = splitRecoveryCode(typed).filter((group, index) => isRightGroup(index, group));
  return right.length > recoveryGroups / 2;
}

/** GF(32) with x^5 + x^2 + 1. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 5; bit += 1) {
    if ((b >> bit) & 1) product ^= a << bit;
  }
  for (let bit = 8; bit >= 5; bit -= 1) {
    if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5);
  }
  return product;
}
