// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
/** A clone without installed packages: anything but the help would start the installation. */
const clone = mkdtempSync(join(tmpdir(), 'cs-launcher-'));
cpSync(join(root, 'scripts'), join(clone, 'scripts'), { recursive: true });
cpSync(join(root, 'package.json'), join(clone, 'package.json'));
afterAll(() => rmSync(clone, { recursive: true }));

function start(word: string, environment: NodeJS.ProcessEnv = {}): string {
  const { PATH, HOME } = process.env;
  return execFileSync(process.execPath, [join(clone, 'scripts/start.mjs'), word], {
    encoding: 'utf8',
    env: { PATH, HOME, CERTSTEWARD_NO_INSTALL: '1', npm_config_offline: 'true', LANG: 'C.UTF-8', ...environment },
    stdio: 'pipe',
  });
}

describe('npm start with an option instead of a file', () => {
  it.each(['--help', '-h'])('[A02] %s shows help in the language of the system and starts nothing', (word) => {
    expect(start(word)).toContain('Usage: npm start');
    expect(start(word, { LANG: 'zh_CN.UTF-8' })).toContain('用法：npm start');
    expect(readdirSync(clone).toSorted()).toEqual(['package.json', 'scripts']);
  });

  it('[A02] --version shows the version and starts nothing', () => {
    expect(start('--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(existsSync(join(clone, 'out'))).toBe(false);
  });
});
