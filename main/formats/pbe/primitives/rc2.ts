// SPDX-License-Identifier: Apache-2.0
/** RC2 (RFC 2268) for reading legacy PKCS#12, since BoringSSL lacks it. */
const piTable = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2' +
    '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
    '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
    '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec' +
    'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9' +
    '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);
const rotations = [1, 2, 3, 5] as const;

function expandKey(key: Uint8Array, effectiveBits: number): Uint16Array {
  const l = new Uint8Array(128);
  l.set(key);
  const pi = (index: number) => piTable[index & 0xff] as number;
  for (let i = key.length; i < 128; i++) l[i] = pi((l[i - 1] as number) + (l[i - key.length] as number));
  const t8 = Math.ceil(effectiveBits / 8);
  l[128 - t8] = pi((l[128 - t8] as number) & (0xff >> (8 * t8 - effectiveBits)));
  for (let i = 127 - t8; i >= 0; i--) l[i] = pi((l[i + 1] as number) ^ (l[i + t8] as number));
  return Uint16Array.from({ length: 64 }, (_, i) => (l[2 * i] as number) | ((l[2 * i + 1] as number) << 8));
}

function decryptBlock(k: Uint16Array, r: Uint16Array): void {
  const word = (i: number) => r[i & 3] as number;
  let j = 63;
  for (let round = 15; round >= 0; round--) {
    for (let i = 3; i >= 0; i--) {
      const s = rotations[i] as number;
      const rotated = (word(i) >>> s) | (word(i) << (16 - s));
      r[i] = rotated - (k[j--] as number) - (word(i + 3) & word(i + 2)) - (~word(i + 3) & word(i + 1));
    }
    if (round === 5 || round === 11) {
      for (let i = 3; i >= 0; i--) r[i] = word(i) - (k[word(i + 3) & 63] as number);
    }
  }
}

/**
 * @param key 1 to 128 bytes
 * @param iv 8 bytes
 * @param data whole blocks, whose padding is kept
 */
export function decryptRc2Cbc(key: Uint8Array, effectiveBits: number, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const schedule = expandKey(key, effectiveBits);
  const out = new Uint8Array(data.length);
  const words = new Uint16Array(4);
  for (let at = 0; at < data.length; at += 8) {
    for (let i = 0; i < 4; i++) words[i] = (data[at + 2 * i] as number) | ((data[at + 2 * i + 1] as number) << 8);
    decryptBlock(schedule, words);
    for (let i = 0; i < 8; i++) {
      const chained = at === 0 ? iv[i] : data[at - 8 + i];
      out[at + i] = ((words[i >> 1] as number) >> (8 * (i & 1))) ^ (chained as number);
    }
  }
  return out;
}
