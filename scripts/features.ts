// SPDX-License-Identifier: Apache-2.0
/** `npm run features`: docs/features.md and the titles of the tests agree. `--write` refreshes the column of tests. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { disagreements, parseLedger, withTests } from './features/ledger.ts';
import { testsByFeature } from './features/titles.ts';

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs/features.md');
const found = testsByFeature(join(root, 'tests'));

if (process.argv.includes('--write')) writeFileSync(page, withTests(readFileSync(page, 'utf8'), found));
const ledger = parseLedger(readFileSync(page, 'utf8'));
const problems = disagreements(ledger, found);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else {
  const count = (state: string): number => ledger.filter((feature) => feature.state.startsWith(state)).length;
  console.log(
    `${ledger.length} features: ${count('works')} work, ${count('partly')} partly, ${count('not yet')} not yet`,
  );
}
