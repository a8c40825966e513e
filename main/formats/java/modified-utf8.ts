// SPDX-License-Identifier: Apache-2.0
export function decodeModifiedUtf8(octets: Uint8Array): string | null {
  const units: string[] = [];
  for (let at = 0; at < octets.length;) {
    const first = octets[at++] as number;
    if (first < 0x80) {
      units.push(String.fromCharCode(first));
      continue;
    }
    const more = first >> 5 === 0b110 ? 1 : first >> 4 === 0b1110 ? 2 : 0;
    if (more === 0 || at + more > octets.length) return null;
    let unit = first & (more === 1 ? 0x1f : 0x0f);
    for (let i = 0; i < more; i++) {
      const next = octets[at++] as number;
      if (next >> 6 !== 0b10) return null;
      unit = (unit << 6) | (next & 0x3f);
    }
    units.push(String.fromCharCode(unit));
  }
  return units.join('');
}
