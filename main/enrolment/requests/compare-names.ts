// SPDX-License-Identifier: Apache-2.0
/**
 * Returns attributes that are missing or changed in the issued name. Expects RFC 4514 names from `formatName`. Ignores
 * order, case, extra spaces (RFC 5280 §7.1) and additions.
 */
export function missingAttributes(asked: string, given: string): string[] {
  const there = new Set(attributesOf(given).map(folded));
  return attributesOf(asked).filter((attribute) => !there.has(folded(attribute)));
}

function attributesOf(name: string): string[] {
  return [...name.matchAll(/(?:\\.|[^,+\\])+/gs)].map(([attribute]) => attribute);
}

function folded(attribute: string): string {
  return attribute.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}
