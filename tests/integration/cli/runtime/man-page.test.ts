// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commands } from '../../../../main/cli/commands.ts';
import { missingTools } from '../../../support/formats/peer-tools.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const root = resolve(import.meta.dirname, '../../../..');
const pages = ['resources/man/certsteward.1', 'resources/man/zh_CN/certsteward.1'];

describe('[A02] the manual', () => {
  test('matches the table of commands', async () => {
    const english = await runCli(['help', '--man']);
    expect(english.stdout).toBe(readFileSync(join(root, pages[0] ?? ''), 'utf8'));
    const chinese = await runCli(['help', '--man'], { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(chinese.stdout).toBe(readFileSync(join(root, pages[1] ?? ''), 'utf8'));
  });

  test.skipIf(missingTools('mandoc').length > 0).each(pages)('%s has no mandoc lint warning', (page) => {
    const { stdout } = spawnSync('mandoc', ['-T', 'lint', '-W', 'warning', join(root, page)], { encoding: 'utf8' });
    // The page is generated from the command table, so it has no date.
    expect(stdout.split('\n').filter((line) => line !== '' && !line.includes('missing date'))).toEqual([]);
  });

  test.skipIf(missingTools('mandoc').length > 0)('renders as text with commands and options exactly as typed', () => {
    const text = execFileSync('mandoc', ['-T', 'ascii', join(root, pages[0] ?? '')], { encoding: 'utf8' });
    const plain = text.replaceAll(new RegExp('.\b'.replace('\b', String.fromCodePoint(8)), 'g'), '');
    for (const { name } of commands) expect(plain).toContain(`certsteward ${name}`);
    for (const typed of ['--password-stdin', '~/certificates', 'printf %s "$P" | certsteward import'])
      expect(plain).toContain(typed);
  });
});
