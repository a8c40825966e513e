// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { debianRootUnavailable, startDebianRoot, type DebianRoot } from '../support/debian/debian-root.ts';
import { addAccount, packChromiumHost, packElectron, secrets } from '../support/debian/packages.ts';

const root = resolve(import.meta.dirname, '../..');
const missing = debianRootUnavailable() ?? (existsSync(join(root, 'dist/.build-stamp')) ? null : 'missing: dist/');
const minutes = 60_000;
const hash = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const install = 'DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends';

const title = 'electron-builder’s Debian package, with stand-ins for Electron and for fpm';
describe.skipIf(missing !== null)(`${title}${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-electron-deb-'));
  let debian: DebianRoot;
  let built: string;
  const vault = (): string => join(debian.path, 'home/zhang/.local/share/certsteward/vault.sqlite');
  /** Runs a shell line. Returns the program's arguments and the exit code. */
  const started = async (line: string): Promise<{ words: string[]; code: string }> => {
    const env = { CERTSTEWARD_TEST_WORDS: '/home/zhang/words', CERTSTEWARD_TEST_CODE: '7' };
    const code = await debian.run(`${line}; echo $?`, { user: 'zhang', env });
    const words = readFileSync(join(debian.path, 'home/zhang/words'), 'utf8').split('\n').slice(0, -1);
    return { words, code: code.trim() };
  };

  beforeAll(async () => {
    built = packElectron(join(folder, 'first'));
    debian = await startDebianRoot();
    await addAccount(debian);
    await debian.bring(built, '/electron.deb');
    await debian.bring(packChromiumHost('0.1.0'), '/chromium.deb');
    await debian.run('apt-get update');
    await debian.run(`${install} desktop-file-utils shared-mime-info libglib2.0-bin`);
  }, 15 * minutes);
  afterAll(async () => {
    await debian?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, minutes);

  test('[P01] [P06] is the same, byte for byte, when it is built again elsewhere', { timeout: 5 * minutes }, () => {
    expect(hash(packElectron(join(folder, 'second')))).toBe(hash(built));
  });

  test(
    '[P06] replaces the Chromium host’s package when installed, and keeps the vault',
    { timeout: 15 * minutes },
    async () => {
      await debian.run(`${install} /chromium.deb`);
      await debian.run(`certsteward import zhang.p12 ${secrets}`, { user: 'zhang' });
      const before = hash(vault());
      await debian.run(`${install} /electron.deb`);
      const state = await debian.run("dpkg-query -f '${Package} ${db:Status-Status}\\n' -W 'certsteward*'");
      expect(state.split('\n')).toContain('certsteward-electron installed');
      expect(state.split('\n')).not.toContain('certsteward installed');
      expect(existsSync(join(debian.path, 'usr/lib/certsteward'))).toBe(false);
      expect(hash(vault())).toBe(before);
    },
  );

  test('[A01] [P06] runs the command line when called with arguments, and passes its exit code', async () => {
    expect(await started('certsteward list --json "a b" 张三')).toEqual({
      words: ['--headless', '--disable-gpu', '--cli', '--', 'list', '--json', 'a b', '张三'],
      code: '7',
    });
  });

  test('[A01] [P06] opens the window when called without arguments, or with --window and a file', async () => {
    expect(await started('DISPLAY=:9 certsteward')).toEqual({ words: [], code: '7' });
    expect(await started('certsteward --window zhang.p12')).toEqual({ words: ['--', 'zhang.p12'], code: '7' });
    // Without a display it runs the CLI.
    expect((await started('certsteward')).words).toEqual(['--headless', '--disable-gpu', '--cli', '--']);
  });

  test('[P06] [P01] is offered by the desktop for certificate files', async () => {
    const entry = '/usr/share/applications/certsteward-electron.desktop';
    expect(await debian.run(`desktop-file-validate ${entry}`)).toBe('');
    const text = readFileSync(join(debian.path, entry), 'utf8');
    expect(text).toMatch(/^Comment=[^\\]+$/m);
    expect(text).toMatch(/^Categories=System;Security;$/m);
    for (const ending of ['p12', 'pfx', 'cer', 'crt', 'p7b', 'sm2']) {
      const find = `cp zhang.p12 /tmp/a.${ending}; gio info -a standard::fast-content-type /tmp/a.${ending}`;
      const [, type = ''] = /fast-content-type: (\S+)/.exec(await debian.run(find, { user: 'zhang' })) ?? [];
      const apps = await debian.run(`gio mime ${type}`, { user: 'zhang' });
      expect(apps, `${ending} ${type}`).toEqual(expect.stringContaining('certsteward-electron.desktop'));
    }
    expect(await started('gio open zhang.p12; sleep 2')).toMatchObject({ words: ['/home/zhang/zhang.p12'] });
  });

  test('[P06] includes its manual and its licence', async () => {
    for (const path of ['man/man1/certsteward.1', 'man/zh_CN/man1/certsteward.1', 'doc/certsteward-electron/copyright'])
      expect(existsSync(join(debian.path, 'usr/share', path)), path).toBe(true);
  });

  test('[P06] is replaced by the Chromium host’s package, and the vault stays', { timeout: 5 * minutes }, async () => {
    const before = hash(vault());
    await debian.run(`${install} /chromium.deb`);
    expect(existsSync(join(debian.path, 'opt/CertSteward'))).toBe(false);
    expect(hash(vault())).toBe(before);
    expect(await debian.run('certsteward list', { user: 'zhang' })).toContain('张三');
  });

  test('[P06] leaves only the vault when purged', { timeout: 5 * minutes }, async () => {
    await debian.run(`${install} /electron.deb`);
    await debian.run('apt-get purge --yes certsteward certsteward-electron');
    const own = '-iname "*certsteward*" -not -path "/proc/*" -not -path "/home/*"';
    expect(await debian.run(`find / -xdev ${own} -not -name "*.deb"`)).toBe('');
    expect(
      await debian.run('grep -rli certsteward /etc /usr/share/applications /var/lib/dpkg/alternatives; true'),
    ).toBe('');
    expect(existsSync(vault())).toBe(true);
  });
});
