// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path, { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { childEnvironment } from '../../../../main/hosts/child-environment.ts';
import { defaultDataFolder, makePrivateFolder } from '../../../../main/hosts/node/data-folder.ts';
import { appArguments, commandLineWords, readLaunchArguments } from '../../../../main/hosts/node/launch-arguments.ts';
import { systemLocale } from '../../../../main/hosts/node/system-locale.ts';
import { onWindows, privateFolderMode, slashes } from '../../../support/system.ts';

const surroundings = { platform: 'linux' as const, home: '/home/zhang', env: {} };

test('[K01] uses the standard data folder of each platform', () => {
  expect(defaultDataFolder(surroundings)).toBe('/home/zhang/.local/share/certsteward');
  expect(defaultDataFolder({ ...surroundings, env: { XDG_DATA_HOME: '/data' } })).toBe('/data/certsteward');
  expect(defaultDataFolder({ ...surroundings, env: { XDG_DATA_HOME: 'data' } })).toBe(
    '/home/zhang/.local/share/certsteward',
  );
  expect(defaultDataFolder({ ...surroundings, platform: 'darwin' })).toBe(
    '/home/zhang/Library/Application Support/CertSteward',
  );
  const windows = {
    platform: 'win32' as const,
    home: String.raw`C:\Users\z`,
    env: { APPDATA: String.raw`D:\Roaming` },
  };
  expect(defaultDataFolder(windows)).toBe(String.raw`D:\Roaming\CertSteward`);
});

test('[K01] creates a data folder that only its owner can access', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'certsteward-folder-'));
  const nested = path.join(folder, 'a/b');
  makePrivateFolder(nested);
  expect(statSync(nested).mode & 0o777).toBe(privateFolderMode);
  rmSync(folder, { recursive: true });
});

test('[U09] makes file arguments absolute, and ignores flags of the runtime', () => {
  const argv = ['--inspect', 'bank.pfx', '--data', 'my data', '/tmp/b.cer', '--headless', '-psn_0_1'];
  expect(readLaunchArguments(argv, '/home/zhang')).toEqual({
    dataFolder: resolve('/home/zhang/my data'),
    headless: true,
    hidden: false,
    files: ['/home/zhang/bank.pfx', '/tmp/b.cer'].map((file) => resolve(file)),
  });
  expect(readLaunchArguments(['--data=/d'], '/').dataFolder).toBe(resolve('/d'));
  expect(readLaunchArguments([], '/')).toEqual({ dataFolder: null, headless: false, hidden: false, files: [] });
  expect(readLaunchArguments(['--hidden'], '/').hidden).toBe(true);
});

test.each([
  [['/e/electron', '/repo', 'bank.pfx'], false, ['bank.pfx']],
  [['/e/electron', '--no-sandbox', '/repo', 'bank.pfx'], false, ['--no-sandbox', 'bank.pfx']],
  [['/e/electron', '--no-sandbox', '/repo'], false, ['--no-sandbox']],
  [['/opt/certsteward', 'bank.pfx'], true, ['bank.pfx']],
])('[U09] drops the app’s own folder from %j (packaged: %s)', (argv, isPackaged, expected) => {
  expect(appArguments(argv, isPackaged)).toEqual(expected);
});

test('[U09] opens a file URL from the desktop by its path', () => {
  const drive = onWindows ? '/C:' : '';
  const files = [`file://${drive}/home/zhang/%E8%AF%81%E4%B9%A6.pfx`, `FILE://${drive}/tmp/a%20b.cer`];
  const opened = ['/home/zhang/证书.pfx', '/tmp/a b.cer'];
  expect(readLaunchArguments(files, '/h').files.map(slashes)).toEqual(opened.map((file) => `${drive.slice(1)}${file}`));
});

test('[U09] [X12] treats a file URL of another computer as a file name, and opens no share', () => {
  const [file = ''] = readLaunchArguments(['file://elsewhere/x'], '/h').files;
  expect(file).toBe(resolve('/h/file:/elsewhere/x'));
});

test('[X04] a child inherits paths and the language, and no secret of the environment', () => {
  const env = { PATH: '/bin', LANG: 'zh_CN.UTF-8', TMPDIR: '/t', BANK_PASSWORD: 'canary', NODE_OPTIONS: '--inspect' };
  expect(childEnvironment(env, 'parse')).toEqual({ PATH: '/bin', LANG: 'zh_CN.UTF-8', TMPDIR: '/t' });
});

test.each(['pkcs11', 'skf'] as const)(
  '[T01] the %s child finds the card service and the settings of its module',
  (entry) => {
    const env = { HOME: '/home/zhang', PCSCLITE_CSOCK_NAME: '/run/pcscd', BANK_PASSWORD: 'canary' };
    expect(childEnvironment(env, entry)).toEqual({ HOME: '/home/zhang', PCSCLITE_CSOCK_NAME: '/run/pcscd' });
  },
);

test('[X04] [S04] only the child of the Windows store gets the Windows account variables', () => {
  const account = { USERPROFILE: 'C:/Users/zhang', APPDATA: 'C:/Users/zhang/AppData/Roaming', USERNAME: 'zhang' };
  const env = { ...account, SystemRoot: 'C:/Windows', BANK_PASSWORD: 'canary', HOME: '/home/zhang' };
  expect(childEnvironment(env, 'windows-store')).toEqual({ ...account, SystemRoot: 'C:/Windows' });
  for (const entry of ['parse', 'scan', 'nss'] as const)
    expect(childEnvironment(env, entry)).toEqual({ SystemRoot: 'C:/Windows' });
});

test('[U01] reads the system language from the environment, or falls back', () => {
  expect(systemLocale({ LANG: 'zh_CN.UTF-8' }, 'en-US')).toBe('zh-CN');
  expect(systemLocale({ LANG: 'de_DE@euro', LC_ALL: 'zh_TW.UTF-8' }, 'en-US')).toBe('zh-TW');
  expect(systemLocale({ LANG: 'C.UTF-8' }, 'en-US')).toBe('en-US');
  expect(systemLocale({ LANG: 'eo' }, 'en-US')).toBe('eo');
  expect(systemLocale({}, 'zh-CN')).toBe('zh-CN');
});

test.each([
  [
    ['CertSteward.exe', '--headless', '--cli', '--', 'list', '--', '--cli'],
    ['list', '--', '--cli'],
  ],
  [['electron', '--cli', 'list'], ['list']],
  [['electron', '--cli', '--', '--gpu-launcher=sh x.pfx'], ['--gpu-launcher=sh x.pfx']],
  [['electron', 'app', '--hidden'], null],
] as const)('[A01] takes the command line after --cli and an optional --: %j', (argv, words) => {
  expect(commandLineWords(argv)).toEqual(words);
});
