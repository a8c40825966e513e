// SPDX-License-Identifier: Apache-2.0
/** Lower-case Bech32 (BIP 173) without the 90-character limit, as in age. */
const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const checksumWords = 6;

export function bech32Text(prefix: string, octets: Uint8Array): string {
  const words = regroup(octets, 8, 5, true) ?? [];
  const sum = polymod([...expanded(prefix), ...words, ...Array<number>(checksumWords).fill(0)]) ^ 1;
  const checksum = Array.from({ length: checksumWords }, (_, at) => (sum >> (5 * (5 - at))) & 31);
  return `${prefix}1${[...words, ...checksum].map((word) => alphabet[word]).join('')}`;
}

/** Returns null if the prefix differs or the text is damaged. */
export function octetsOfBech32(prefix: string, text: string): Buffer | null {
  if (!text.startsWith(`${prefix}1`)) return null;
  const words = Array.from(text.slice(prefix.length + 1), (character) => alphabet.indexOf(character));
  if (words.length < checksumWords || words.includes(-1)) return null;
  if (polymod([...expanded(prefix), ...words]) !== 1) return null;
  const octets = regroup(words.slice(0, -checksumWords), 5, 8, false);
  return octets && Buffer.from(octets);
}

function expanded(prefix: string): number[] {
  const codes = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  return [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)];
}

function polymod(words: readonly number[]): number {
  let sum = 1;
  for (const word of words) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ word;
    for (const [bit, value] of generator.entries()) if (((top >> bit) & 1) === 1) sum ^= value;
  }
  return sum >>> 0;
}

function regroup(values: Iterable<number>, from: number, to: number, pads: boolean): number[] | null {
  const result: number[] = [];
  let [bits, count] = [0, 0];
  for (const value of values) {
    bits = ((bits << from) | value) & 0xfff;
    count += from;
    while (count >= to) {
      count -= to;
      result.push((bits >> count) & ((1 << to) - 1));
    }
  }
  const rest = (bits << (to - count)) & ((1 << to) - 1);
  if (pads) return count > 0 ? [...result, rest] : result;
  return count >= from || rest !== 0 ? null : result;
}
