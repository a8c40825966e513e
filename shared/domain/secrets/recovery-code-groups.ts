// SPDX-License-Identifier: Apache-2.0
/**
 * Each group has three data symbols and a weighted checksum over GF(32), seeded with the group number. The checksum
 * detects a wrong symbol, swapped neighbours and swapped groups.
 */
export const recoveryGroups = 9;
export const symbolsOfGroup = 4;
export const recoveryAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Distinct, and above the checksum's weight 1, so that swapping neighbours is detected. */
const weights = [2, 3, 4] as const;

/** Accepts lower case, spaces, hyphens and full-width characters, and reads O as 0, I and L as 1. */
export function recoverySymbols(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

/** Treats nine separated parts as the groups, so that a missing symbol doesn't shift later groups. */
export function splitRecoveryCode(typed: string): readonly string[] {
  const parts = typed
    .normalize('NFKC')
    .split(/[\s\p{Pd}]+/u)
    .filter((part) => part !== '');
  if (parts.length === recoveryGroups) return parts.map(recoverySymbols);
  return recoverySymbols(typed).match(/.{1,4}/gu) ?? [];
}

/** `index` is zero-based. `group` is normalised by `recoverySymbols`. */
export function isRightGroup(index: number, group: string): boolean {
  const symbols = Array.from(group, (symbol) => recoveryAlphabet.indexOf(symbol));
  if (symbols.length !== symbolsOfGroup || symbols.includes(-1)) return false;
  return checkSymbolOf(index, symbols.slice(0, -1)) === symbols.at(-1);
}

/** `data` holds the first three symbols. */
export function checkSymbolOf(index: number, data: readonly number[]): number {
  let sum = index + 1;
  data.forEach((symbol, at) => {
    sum ^= multiply(symbol, weights[at] ?? 1);
  });
  return sum;
}

/** Returns the 1-based number of the first wrong group, or null if none is wrong or nothing was typed. */
export function wrongRecoveryGroup(typed: string): number | null {
  const groups = splitRecoveryCode(typed);
  if (groups.length === 0) return null;
  for (let index = 0; index < recoveryGroups; index += 1) {
    if (!isRightGroup(index, groups[index] ?? '')) return index + 1;
  }
  return null;
}

export function isWholeRecoveryCode(typed: string): boolean {
  return splitRecoveryCode(typed).length === recoveryGroups && wrongRecoveryGroup(typed) === null;
}

export function looksLikeRecoveryCode(typed: string): boolean {
  const right = splitRecoveryCode(typed).filter((group, index) => isRightGroup(index, group));
  return right.length > recoveryGroups / 2;
}

/** Multiplies in GF(32) modulo x^5 + x^2 + 1. */
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
