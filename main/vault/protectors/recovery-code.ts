import { createHash } from 'node:crypto';

/**
 * The recovery code: 128 random bits on paper. Nine groups of four Crockford base32 symbols; three symbols of a
 * group are data (9 × 15 = 135 bits: 128 of secret, 7 of a check over the whole), the fourth checks its group.
 * The group check is a weighted sum over GF(32) that starts from the group's number, so that any one wrong
 * symbol, any two swapped neighbours and any two swapped groups are caught and the group can be named.
 *
 * The canonical text, hyphens included, is the passphrase of the age file: `age -d recovery.age` takes the
 * code exactly as it is printed.
 */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 9;
const dataSymbols = 3;
const secretBytes = 16;
/** 7 bits of check fill the 27 data symbols. */
const checkBits = groups * dataSymbols * 5 - secretBytes * 8;
/** Distinct, none zero: a swap of neighbours changes the sum. */
const weights = [2, 3, 4] as const;

export type ParsedRecoveryCode =
  | { readonly kind: 'code'; readonly canonical: string }
  /** `group`: 1-based number of the first group with a typing error, null when length or the whole is wrong. */
  | { readonly kind: 'invalid'; readonly group: number | null };

/** `secret`: 16 random bytes. */
export function formatRecoveryCode(secret: Uint8Array): string {
  if (secret.length !== secretBytes) throw new RangeError('a recovery code holds 16 bytes');
  let bits = 0n;
  for (const byte of secret) bits = (bits << 8n) | BigInt(byte);
  bits = (bits << BigInt(checkBits)) | BigInt(wholeCheck(secret));
  const symbols: number[] = [];
  for (let index = groups * dataSymbols - 1; index >= 0; index -= 1) {
    symbols.push(Number((bits >> BigInt(index * 5)) & 31n));
  }
  const text: string[] = [];
  for (let group = 0; group < groups; group += 1) {
    const data = symbols.slice(group * dataSymbols, (group + 1) * dataSymbols);
    text.push([...data, groupCheck(group, data)].map((symbol) => alphabet.charAt(symbol)).join(''));
  }
  return text.join('-');
}

/** Takes lower case, any spaces and hyphens, full-width characters, O for 0, I and L for 1. */
export function parseRecoveryCode(typed: string): ParsedRecoveryCode {
  const symbols = Array.from(normaliseSymbols(typed), (symbol) => alphabet.indexOf(symbol));
  if (symbols.length !== groups * (dataSymbols + 1)) return { kind: 'invalid', group: null };
  let bits = 0n;
  for (let group = 0; group < groups; group += 1) {
    const data = symbols.slice(group * 4, group * 4 + dataSymbols);
    if (data.includes(-1) || groupCheck(group, data) !== symbols[group * 4 + dataSymbols]) {
      return { kind: 'invalid', group: group + 1 };
    }
    for (const symbol of data) bits = (bits << 5n) | BigInt(symbol);
  }
  const secret = bytesOf(bits >> BigInt(checkBits));
  try {
    if (Number(bits & ((1n << BigInt(checkBits)) - 1n)) !== wholeCheck(secret)) return { kind: 'invalid', group: null };
    return { kind: 'code', canonical: formatRecoveryCode(secret) };
  } finally {
    secret.fill(0);
  }
}

/** The part that a person types to prove that the code was written down. */
export function lastGroupOf(code: string): string {
  return code.slice(code.lastIndexOf('-') + 1);
}

export function sameGroup(typed: string, group: string): boolean {
  return normaliseSymbols(typed) === group;
}

function normaliseSymbols(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
}

function wholeCheck(secret: Uint8Array): number {
  const first = createHash('sha256').update(secret).digest().readUInt8(0);
  return first >> (8 - checkBits);
}

function groupCheck(group: number, data: readonly number[]): number {
  let sum = group + 1;
  data.forEach((symbol, index) => {
    sum ^= multiply(symbol, weights[index] ?? 1);
  });
  return sum;
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

function bytesOf(value: bigint): Uint8Array {
  const bytes = new Uint8Array(secretBytes);
  for (let index = secretBytes - 1, rest = value; index >= 0; index -= 1, rest >>= 8n) {
    bytes[index] = Number(rest & 0xffn);
  }
  return bytes;
}
