// SPDX-License-Identifier: Apache-2.0
/**
 * Attributes that were asked for and are missing, or otherwise, in what was given. Both RFC 4514 as `formatName` writes it.
 * Order, case and runs of blanks do not count (RFC 5280 §7.1), nor does what an authority adds of its own.
 */
export function missingAttributes(asked: string, given: string): string[] {
  const there = new Set(attributesOf(given).map(folded));
  return attributesOf(asked).filter((attribute) => !there.has(folded(attribute)));
}

/** Parts between commas and plus signs that are not escaped. */
function attributesOf(name: string): string[] {
  return [...name.matchAll(/(?:\\.|[^,+\\])+/gs)].map(([attribute]) => attribute);
}

function folded(attribute: string): string {
  return attribute.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
