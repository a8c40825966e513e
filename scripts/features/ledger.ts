// SPDX-License-Identifier: Apache-2.0
/** A line of docs/features.md. `state` is `works`, `partly: what is missing`, or `not yet`. */
export interface Feature {
  readonly id: string;
  readonly gives: string;
  readonly state: string;
  /** Test files whose titles carry `[id]`, below tests/, in the ledger's order. */
  readonly tests: readonly string[];
}

/** The stable IDs: a letter per area and how many features it has. Numbers are never used again. */
const areas: Readonly<Record<string, number>> = {
  K: 10,
  F: 8,
  G: 8,
  L: 10,
  S: 11,
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

const row = /^\| ([A-Z]\d\d) \| (.+?) \| (.+?) \| (.*?) ?\|$/;

export function parseLedger(page: string): readonly Feature[] {
  return page.split('\n').flatMap((line) => {
    const [, id, gives, state, tests] = row.exec(line) ?? [];
    if (id === undefined || gives === undefined || state === undefined || tests === undefined) return [];
    return [{ id, gives, state, tests: tests === '' ? [] : tests.split(', ') }];
  });
}

/** The page with its column of tests brought up to date; everything else stays as a person wrote it. */
export function withTests(page: string, found: ReadonlyMap<string, readonly string[]>): string {
  return page
    .split('\n')
    .map((line) => {
      const [, id, gives, state] = row.exec(line) ?? [];
      if (id === undefined) return line;
      const tests = (found.get(id) ?? []).join(', ');
      return `| ${id} | ${gives} | ${state} | ${tests}${tests === '' ? '' : ' '}|`;
    })
    .join('\n');
}

/** Everything about which the ledger and the tests disagree, in words. */
export function disagreements(ledger: readonly Feature[], found: ReadonlyMap<string, readonly string[]>): string[] {
  const problems: string[] = [];
  const rows = new Map(ledger.map((feature) => [feature.id, feature]));
  if (rows.size !== ledger.length) problems.push('an ID has two rows');
  for (const id of featureIds) if (!rows.has(id)) problems.push(`${id} has no row`);
  for (const id of rows.keys()) if (!featureIds.includes(id)) problems.push(`${id} has a row but is no feature`);
  for (const [id, files] of found)
    if (!featureIds.includes(id)) problems.push(`[${id}] in ${files.join(', ')} is no feature`);
  for (const { id, state, tests } of ledger) {
    const real = found.get(id) ?? [];
    if (!/^(works|not yet|partly: .+)$/.test(state)) problems.push(`${id}: "${state}" is not a state`);
    if (state === 'works' && real.length === 0) problems.push(`${id} works, but no test says so`);
    if (tests.join() !== real.join()) problems.push(`${id}: its tests changed; npm run features -- --write`);
  }
  return problems;
}
