// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../../..');
const folders = ['main', 'preload', 'renderer', 'shared', 'scripts', 'tests'];

/** Lines that disable a rule without ` -- reason`. */
const unexplained = (text: string): readonly string[] =>
  text.split('\n').filter((line) => /(oxlint|eslint)-disable/.test(line) && !/-disable.* -- \S/.test(line));

describe('exceptions to lint rules', () => {
  it('are found when they give no reason', () => {
    const word = 'oxlint-disable';
    expect(unexplained(`// ${word}-next-line no-eval\n/* ${word} max-lines -- a table */\nconst x = 1;`)).toEqual([
      `// ${word}-next-line no-eval`,
    ]);
  });

  it.each(folders)('each give a reason in %s', (folder) => {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(tsx?|mjs)$/.test(name) && !name.endsWith('lint-exceptions.test.ts'),
    );
    const found = files.flatMap((name) =>
      unexplained(readFileSync(join(root, folder, name), 'utf8')).map((line) => `${name}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });
});
