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

test('[K01] the data folder per platform', () => {
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

test('[K01] the data folder is its owner’s alone, also when it was there before', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'certsteward-folder-'));
  const nested = path.join(folder, 'a/b');
  makePrivateFolder(nested);
  expect(statSync(nested).mode & 0o777).toBe(privateFolderMode);
  rmSync(folder, { recursive: true });
});

test('[U09] files of the command line become absolute; flags of the runtime are left alone', () => {
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
])('[U09] of %j (packaged: %s) the app opens no folder of its own', (argv, isPackaged, expected) => {
  expect(appArguments(argv, isPackaged)).toEqual(expected);
});

test('[U09] a file that the desktop hands over as an address is opened by its path', () => {
  const drive = onWindows ? '/C:' : '';
  const files = [`file://${drive}/home/zhang/%E8%AF%81%E4%B9%A6.pfx`, `FILE://${drive}/tmp/a%20b.cer`];
  const opened = ['/home/zhang/证书.pfx', '/tmp/a b.cer'];
  expect(readLaunchArguments(files, '/h').files.map(slashes)).toEqual(opened.map((file) => `${drive.slice(1)}${file}`));
});

test('[U09] [X12] an address on another computer is a name, and no share of it is opened', () => {
  const [file = ''] = readLaunchArguments(['file://elsewhere/x'], '/h').files;
  expect(file).toBe(resolve('/h/file:/elsewhere/x'));
});

test('[X04] a child inherits where things are and the language, no secret of the environment', () => {
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

test('[X04] [S04] the account of Windows is known to the child of its store alone', () => {
  const account = { USERPROFILE: 'C:/Users/zhang', APPDATA: 'C:/Users/zhang/AppData/Roaming', USERNAME: 'zhang' };
  const env = { ...account, SystemRoot: 'C:/Windows', BANK_PASSWORD: 'canary', HOME: '/home/zhang' };
  expect(childEnvironment(env, 'windows-store')).toEqual({ ...account, SystemRoot: 'C:/Windows' });
  for (const entry of ['parse', 'scan', 'nss'] as const)
    expect(childEnvironment(env, entry)).toEqual({ SystemRoot: 'C:/Windows' });
});

test('[U01] the language of the system', () => {
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
] as const)('[A01] the words of the command line follow --cli and two dashes: %j', (argv, words) => {
  expect(commandLineWords(argv)).toEqual(words);
});
