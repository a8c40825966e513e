// SPDX-License-Identifier: Apache-2.0
let octetsByCharacter: ReadonlyMap<string, number> | null = null;

/** Node can only decode GBK. */
function buildTable(): ReadonlyMap<string, number> {
  const table = new Map<string, number>();
  const decoder = new TextDecoder('gbk', { fatal: true });
  const pair = new Uint8Array(2);
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      pair.set([lead, trail]);
      try {
        const character = decoder.decode(pair);
        if (!table.has(character)) table.set(character, (lead << 8) | trail);
      } catch {
        // The code is unassigned.
      }
    }
  }
  return table;
}

/** Code page 936. */
export function encodeGbk(text: string): Uint8Array | null {
  const octets: number[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0) as number;
    if (codePoint < 0x80) {
      octets.push(codePoint);
      continue;
    }
    octetsByCharacter ??= buildTable();
    const pair = octetsByCharacter.get(character);
    if (pair === undefined) return null;
    octets.push(pair >> 8, pair & 0xff);
  }
  return Uint8Array.from(octets);
}
