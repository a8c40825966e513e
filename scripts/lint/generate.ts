// SPDX-License-Identifier: Apache-2.0
/** Writes `.oxlintrc.json` and docs/import-rules.md; `--check` compares. */
import { readFileSync, writeFileSync } from 'node:fs';
import { importRulesPage } from './import-rules-page.ts';
import { oxlintConfig } from './oxlint-config.ts';

const root = new URL('../../', import.meta.url);
const files: Readonly<Record<string, string>> = {
  '.oxlintrc.json': `${JSON.stringify(oxlintConfig(), null, 2)}\n`,
  'docs/import-rules.md': importRulesPage(),
};

for (const [name, wanted] of Object.entries(files)) {
  const file = new URL(name, root);
  if (!process.argv.includes('--check')) writeFileSync(file, wanted);
  else if (readFileSync(file, 'utf8') !== wanted) {
    console.error(`${name} differs from scripts/lint/rooms.ts: run npm run lint:generate`);
    process.exitCode = 1;
  }
}
