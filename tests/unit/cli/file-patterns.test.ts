// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { parseCommandArguments } from '../../../main/cli/runtime/arguments.ts';
import { findCommand } from '../../../main/cli/commands.ts';
import { expandPatterns } from '../../../main/cli/runtime/file-patterns.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-patterns-'));
afterAll(() => rmSync(folder, { recursive: true }));
for (const name of ['a.p12', 'B.P12', '张三 [1].p12', 'c.pem', 'd']) writeFileSync(join(folder, name), '');
mkdirSync(join(folder, 'folder.p12'));

async function words(line: readonly string[], platform: NodeJS.Platform = 'win32'): Promise<readonly string[]> {
  const found = findCommand(line);
  if (!found) throw new Error('no such command');
  const parsed = parseCommandArguments(found.command, found.rest);
  const expanded = await expandPatterns(found.command, parsed, platform);
  return expanded.words.map((word) => word.replace(`${folder}/`, ''));
}

test('[K01] a pattern on Windows matches files in any case, and no folders', async () => {
  expect(await words(['import', `${folder}/*.p12`])).toEqual(['B.P12', 'a.p12', '张三 [1].p12']);
  expect(await words(['import', `${folder}/?.P12`, `${folder}/c.pem`])).toEqual(['B.P12', 'a.p12', 'c.pem']);
  expect(await words(['import', `${folder}/*.*`])).toHaveLength(5);
  expect(await words(['import', `${folder}/*[1]*`])).toEqual(['张三 [1].p12']);
});

test('[K01] a pattern without a match stays as it was typed', async () => {
  expect(await words(['import', `${folder}/*.xyz`, `${folder}/gone/*`])).toEqual(['*.xyz', 'gone/*']);
});

test('[K01] a pattern is expanded on Windows only, and only in file arguments', async () => {
  expect(await words(['import', `${folder}/*.p12`], 'linux')).toEqual(['*.p12']);
  expect(await words(['show', '*'])).toEqual(['*']);
});
