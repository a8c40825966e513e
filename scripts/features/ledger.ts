// SPDX-License-Identifier: Apache-2.0
export interface Feature {
  readonly id: string;
  readonly gives: string;
  /** `works`, `partly: …` or `not yet`. */
  readonly state: string;
  readonly linksToGaps: boolean;
  readonly hasGaps: boolean;
}

const mostWords = 12;

/** Feature count per area. IDs are never reused. */
const areas: Readonly<Record<string, number>> = {
  K: 10,
  F: 8,
  G: 8,
  L: 10,
  S: 12,
  D: 5,
  T: 12,
  B: 10,
  E: 13,
  R: 6,
  V: 4,
  U: 9,
  X: 12,
  A: 3,
  P: 8,
};

export const featureIds: readonly string[] = Object.entries(areas).flatMap(([area, count]) =>
  Array.from({ length: count }, (_, index) => `${area}${String(index + 1).padStart(2, '0')}`),
);

const row = /^\| ([A-Z]\d\d) \| (.+?) \| (.+?) \|$/;
const link = /; \[gaps\]\(#([a-z])-gaps\)$/;

export function parseLedger(page: string): readonly Feature[] {
  const lines = page.split('\n');
  const explained = new Set(lines.flatMap((line) => /^- \*\*([A-Z]\d\d)\*\* \S/.exec(line)?.[1] ?? []));
  return lines.flatMap((line) => {
    const [, id, gives, state] = row.exec(line) ?? [];
    if (id === undefined || gives === undefined || state === undefined) return [];
    const linksToGaps = link.exec(state)?.[1] === id.charAt(0).toLowerCase();
    return [{ id, gives, state: state.replace(link, ''), linksToGaps, hasGaps: explained.has(id) }];
  });
}

/** `found` maps feature IDs to test files. */
export function disagreements(ledger: readonly Feature[], found: ReadonlyMap<string, readonly string[]>): string[] {
  const problems: string[] = [];
  const rows = new Map(ledger.map((feature) => [feature.id, feature]));
  if (rows.size !== ledger.length) problems.push('an ID has two rows');
  for (const id of featureIds) if (!rows.has(id)) problems.push(`${id} has no row`);
  for (const id of rows.keys()) if (!featureIds.includes(id)) problems.push(`${id} has a row but is no feature`);
  for (const [id, files] of found)
    if (!featureIds.includes(id)) problems.push(`[${id}] in ${files.join(', ')} is no feature`);
  for (const { id, state, linksToGaps, hasGaps } of ledger) {
    const [, missing] = /^partly: (.+)$/.exec(state) ?? [];
    if (missing === undefined && !/^(works|not yet)$/.test(state)) problems.push(`${id}: "${state}" is not a state`);
    if (missing !== undefined && missing.split(' ').length > mostWords)
      problems.push(`${id}: more than ${mostWords} words; the rest goes below the table`);
    if (linksToGaps !== hasGaps) problems.push(`${id}: the link to its gaps and the gaps do not belong together`);
    if (state === 'works' && (found.get(id) ?? []).length === 0) problems.push(`${id} works, but no test says so`);
  }
  return problems;
}
