// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import {
  checkSymbolOf,
  isWholeRecoveryCode,
  recoveryAlphabet,
  recoveryGroups,
  recoverySymbols,
  splitRecoveryCode,
  wrongRecoveryGroup,
} from '../../../shared/domain/secrets/recovery-code-groups.ts';

/**
 * Nine groups of four Crockford base32 symbols. In each, three carry data (135 bits in all: 128 secret, 7 check) and
 * the fourth checks the group. The text with hyphens is the age passphrase, so `age -d recovery.age` accepts it.
 */
const dataSymbols = 3;
const secretBytes = 16;
const checkBits = recoveryGroups * dataSymbols * 5 - secretBytes * 8;

export type ParsedRecoveryCode =
  | { readonly kind: 'code'; readonly canonical: string }
  /** `group` is 1-based, or null if no single group is wrong. */
  | { readonly kind: 'invalid'; readonly group: number | null };

export function formatRecoveryCode(secret: Uint8Array): string {
  if (secret.length !== secretBytes) throw new RangeError('a recovery code holds 16 bytes');
  let bits = 0n;
  for (const byte of secret) bits = (bits << 8n) | BigInt(byte);
  bits = (bits << BigInt(checkBits)) | BigInt(wholeCheck(secret));
  const symbols: number[] = [];
  for (let index = recoveryGroups * dataSymbols - 1; index >= 0; index -= 1) {
    symbols.push(Number((bits >> BigInt(index * 5)) & 31n));
  }
  const text: string[] = [];
  for (let group = 0; group < recoveryGroups; group += 1) {
    const data = symbols.slice(group * dataSymbols, (group + 1) * dataSymbols);
    text.push([...data, checkSymbolOf(group, data)].map((symbol) => recoveryAlphabet.charAt(symbol)).join(''));
  }
  return text.join('-');
}

export function parseRecoveryCode(typed: string): ParsedRecoveryCode {
  if (!isWholeRecoveryCode(typed)) return { kind: 'invalid', group: wrongRecoveryGroup(typed) };
  let bits = 0n;
  for (const group of splitRecoveryCode(typed)) {
    for (const symbol of group.slice(0, dataSymbols)) bits = (bits << 5n) | BigInt(recoveryAlphabet.indexOf(symbol));
  }
  const secret = bytesOf(bits >> BigInt(checkBits));
  try {
    if (Number(bits & ((1n << BigInt(checkBits)) - 1n)) !== wholeCheck(secret)) return { kind: 'invalid', group: null };
    return { kind: 'code', canonical: formatRecoveryCode(secret) };
  } finally {
    secret.fill(0);
  }
}

export interface NewRecoveryCode {
  readonly code: string;
  /** 1-based numbers of the two groups that confirm the code, ascending. */
  readonly asked: readonly [number, number];
}

export function pickAskedGroups(random: Uint8Array): NewRecoveryCode['asked'] {
  const numbers = Array.from({ length: recoveryGroups }, (_each, index) => index + 1);
  const shuffled = numbers.toSorted((a, b) => (random[a - 1] ?? 0) - (random[b - 1] ?? 0));
  const [first = 1, second = recoveryGroups] = shuffled;
  return first < second ? [first, second] : [second, first];
}

export function askedGroupsOf({ code, asked }: NewRecoveryCode): [string, string] {
  const groups = splitRecoveryCode(code);
  return [groups[asked[0] - 1] ?? '', groups[asked[1] - 1] ?? ''];
}

export function sameGroup(typed: string, group: string): boolean {
  return recoverySymbols(typed) === group;
}

function wholeCheck(secret: Uint8Array): number {
  const first = createHash('sha256').update(secret).digest().readUInt8(0);
  return first >> (8 - checkBits);
}

function bytesOf(value: bigint): Uint8Array {
  const bytes = new Uint8Array(secretBytes);
  for (let index = secretBytes - 1, rest = value; index >= 0; index -= 1, rest >>= 8n) {
    bytes[index] = Number(rest & 0xffn);
  }
  return bytes;
}
