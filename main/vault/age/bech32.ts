// SPDX-License-Identifier: Apache-2.0
/** Bech32 (BIP 173). Decodes octets, which can be zeroed, unlike strings. */
const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const ascii = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const valueOf = new Map(Array.from(ascii(alphabet), (letter, value) => [letter, value]));
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const checksumLength = 6;

/** Null: invalid. `prefix`: lower case, without the `1`; `text`: ASCII. The caller zeroes the result. */
export function readBech32(prefix: string, text: Uint8Array): Uint8Array | null {
  const lower = inLowerCase(text);
  if (lower === null) return null;
  try {
    const start = ascii(`${prefix}1`);
    if (lower.length < start.length + checksumLength) return null;
    if (!start.every((letter, index) => lower[index] === letter)) return null;
    const values = lower.subarray(start.length);
    for (const [index, letter] of values.entries()) {
      const value = valueOf.get(letter);
      if (value === undefined) return null;
      values[index] = value;
    }
    return isSound(prefix, values) ? toOctets(values.subarray(0, -checksumLength)) : null;
  } finally {
    lower.fill(0);
  }
}

/** Null: mixed case. */
function inLowerCase(text: Uint8Array): Uint8Array | null {
  const isUpper = (octet: number) => octet >= 0x41 && octet <= 0x5a;
  const isLower = (octet: number) => octet >= 0x61 && octet <= 0x7a;
  if (text.some(isUpper) && text.some(isLower)) return null;
  return text.map((octet) => (isUpper(octet) ? octet + 0x20 : octet));
}

function isSound(prefix: string, values: Uint8Array): boolean {
  const letters = ascii(prefix);
  let checksum = 1;
  const add = (value: number): void => {
    const top = checksum >>> 25;
    checksum = ((checksum & 0x1ffffff) << 5) ^ value;
    for (const [bit, term] of generator.entries()) if (((top >>> bit) & 1) === 1) checksum ^= term;
  };
  for (const letter of letters) add(letter >>> 5);
  add(0);
  for (const letter of letters) add(letter & 31);
  for (const value of values) add(value);
  return checksum === 1;
}

/** Null unless the leftover bits are zero and fewer than five. */
function toOctets(values: Uint8Array): Uint8Array | null {
  const octets = new Uint8Array(Math.floor((values.length * 5) / 8));
  let [bits, held, at] = [0, 0, 0];
  for (const value of values) {
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    octets[at] = held >>> bits;
    held &= (1 << bits) - 1;
    at += 1;
  }
  if (bits < 5 && held === 0) return octets;
  octets.fill(0);
  return null;
}
