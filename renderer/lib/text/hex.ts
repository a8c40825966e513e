// SPDX-License-Identifier: Apache-2.0
/** `0a1b2c` → `0A 1B 2C`. Pads an odd length with a leading zero. */
export function hexPairs(hex: string): string {
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return (even.match(/../g) ?? []).join(' ').toUpperCase();
}

/** Returns groups of four hex digits: `9F2C`, `710B`, … */
export function fingerprintGroups(hex: string): readonly string[] {
  return (
    hex
      .replaceAll(/[^0-9a-f]/gi, '')
      .toUpperCase()
      .match(/.{1,4}/g) ?? []
  );
}
