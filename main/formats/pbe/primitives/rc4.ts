// SPDX-License-Identifier: Apache-2.0
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const s = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (i: number, j: number) => {
    const held = s[i] as number;
    s[i] = s[j] as number;
    s[j] = held;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (s[i] as number) + (key[i % key.length] as number)) & 0xff;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return data.map((octet) => {
    i = (i + 1) & 0xff;
    j = (j + (s[i] as number)) & 0xff;
    swap(i, j);
    return octet ^ (s[((s[i] as number) + (s[j] as number)) & 0xff] as number);
  });
}
