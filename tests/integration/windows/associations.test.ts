// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasTool } from '../../support/openssl/openssl.ts';

const root = resolve(import.meta.dirname, '../../..');
const missing = ['wine', 'makensis'].filter((tool) => !hasTool(tool)).join(', ');
const folder = mkdtempSync(join(tmpdir(), 'certsteward-nsis-'));
const setup = join(folder, 'setup.exe');
const env = { PATH: process.env['PATH'], HOME: folder, WINEPREFIX: join(folder, 'prefix'), WINEDEBUG: '-all' };
const endings = ['pfx', 'p12', 'cer', 'crt', 'p7b', 'sm2'];

const wine = (...words: string[]): string =>
  spawnSync('wine', words, { env, encoding: 'utf8', timeout: 100_000 }).stdout.replaceAll('\r', '');
const classes = String.raw`HKCU\Software\Classes`;
const registry = (): string[] =>
  wine('reg', 'query', classes, '/s')
    .split('\n')
    .filter((line) => line.trim() !== '');

describe.skipIf(missing !== '')(`the installer on Windows${missing && ` (skipped: ${missing} missing)`}`, () => {
  let before: string[];
  beforeAll(() => {
    spawnSync('wineboot', ['-i'], { env, stdio: 'ignore', timeout: 100_000 });
    wine('reg', 'add', String.raw`${classes}\.pfx`, '/ve', '/d', 'Another.Program', '/f');
    wine('reg', 'add', String.raw`${classes}\.cer\OpenWithProgids`, '/v', 'Another.Program', '/f');
    before = registry();
    const include = join(root, 'resources/windows/installer.nsh');
    const script = join(root, 'tests/support/wine/associations.nsi');
    execFileSync('makensis', ['-V1', '-INPUTCHARSET', 'UTF8', `-DINCLUDED=${include}`, `-DTARGET=${setup}`, script]);
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('[P06] [P01] adds the app to “Open with” for certificate files and replaces no association', () => {
    wine(setup, '/S');
    const now = registry();
    expect(before.filter((line) => !now.includes(line))).toEqual([]);
    for (const ending of endings) {
      const command = wine('reg', 'query', String.raw`${classes}\CertSteward.${ending}.1\shell\open\command`, '/ve');
      expect(command).toContain(String.raw`"C:\apps\CertSteward\CertSteward.exe" "%1"`);
      expect(wine('reg', 'query', String.raw`${classes}\.${ending}\OpenWithProgids`)).toContain(
        `CertSteward.${ending}.1`,
      );
    }
    expect(wine('reg', 'query', String.raw`${classes}\.pfx`, '/ve')).toContain('Another.Program');
  });

  test('[P06] [P01] restores the previous associations when uninstalled', () => {
    wine(String.raw`C:\apps\CertSteward\uninstall.exe`, '/S', String.raw`_?=C:\apps\CertSteward`);
    expect(registry()).toEqual(before);
  });
});
