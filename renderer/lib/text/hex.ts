// SPDX-License-Identifier: Apache-2.0
/** `0a1b2c` → `0A 1B 2C`. Pads an odd length with a leading zero. */
export function hexPairs(hex: string): string {
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return (even.match(/../g) ?? []).join(' ').toUpperCase();
}

/** Returns groups of four hex digits: `9F2C`, `710B`, … Masks the groups of the first `hidden` digits. */
export function fingerprintGroups(hex: string, hidden = 0): readonly string[] {
  const groups =
    hex
      .replaceAll(/[^0-9a-f]/gi, '')
      .toUpperCase()
      .match(/.{1,4}/g) ?? [];
  return groups.map((group, index) => (index * 4 < hidden ? '••••' : group));
}
