// SPDX-License-Identifier: Apache-2.0
/**
 * Requested attributes missing or changed in the issued name. Both RFC 4514 as `formatName` writes it. Ignores order,
 * case, runs of blanks (RFC 5280 §7.1) and additions.
 */
export function missingAttributes(asked: string, given: string): string[] {
  const there = new Set(attributesOf(given).map(folded));
  return attributesOf(asked).filter((attribute) => !there.has(folded(attribute)));
}

/** Parts between unescaped commas and plus signs. */
function attributesOf(name: string): string[] {
  return [...name.matchAll(/(?:\\.|[^,+\\])+/gs)].map(([attribute]) => attribute);
}

function folded(attribute: string): string {
  return attribute.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
