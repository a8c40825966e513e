// SPDX-License-Identifier: Apache-2.0
/** `npm run features`: checks docs/features.md against test titles. `--tests` lists tests by feature. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { disagreements, parseLedger } from './features/ledger.ts';
import { testsByFeature } from './features/titles.ts';

const root = resolve(import.meta.dirname, '..');
const found = testsByFeature(join(root, 'tests'));
const ledger = parseLedger(readFileSync(join(root, 'docs/features.md'), 'utf8'));
if (process.argv.includes('--tests'))
  for (const { id, gives } of ledger) console.log([`${id}  ${gives}`, ...(found.get(id) ?? [])].join('\n     '));

const problems = disagreements(ledger, found);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
else {
  const count = (state: string): number => ledger.filter((feature) => feature.state.startsWith(state)).length;
  console.log(
    `${ledger.length} features: ${count('works')} work, ${count('partly')} partly, ${count('not yet')} not yet`,
  );
}
