// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { autostartFile, writeAutostart } from '../../../../main/hosts/electron/desktop/autostart.ts';
import { trayIcon, trayMenu, trayTip, trayWords } from '../../../../main/hosts/electron/desktop/tray-words.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';
import { privateFileMode, slashes } from '../../../support/system.ts';

test('[R03] the tray shows a count in the app’s language, and its menu opens and quits', () => {
  const en = trayWords('en', 'zh-CN');
  expect([0, 1, 12].map((count) => trayTip(en, count))).toEqual([
    'CertSteward: nothing expires soon',
    'CertSteward: 1 certificate expires soon or has expired',
    'CertSteward: 12 certificates expire soon or have expired',
  ]);
  const zh = trayWords('system', 'zh-TW');
  expect(trayTip(zh, 12)).toBe('证书管家：12 张证书快到期或已过期');
  const done: string[] = [];
  const items = trayMenu(zh, { open: () => void done.push('open'), quit: () => void done.push('quit') });
  for (const { click } of items) (click as (() => void) | undefined)?.();
  expect(done).toEqual(['open', 'quit']);
  expect(items.map(({ label }) => label)).toEqual(['打开证书管家', undefined, '退出']);
});

test('[R03] a Linux autostart entry starts the app hidden, and is removed when turned off', () => {
  const folder = temporaryFolder();
  const file = autostartFile({ XDG_CONFIG_HOME: join(folder, 'config') }, '/home/zhang');
  expect(slashes(autostartFile({ XDG_CONFIG_HOME: 'config' }, '/home/zhang'))).toBe(
    '/home/zhang/.config/autostart/certsteward.desktop',
  );
  writeAutostart(file, '/opt/Cert "S" $1/100%/certsteward');
  expect(readFileSync(file, 'utf8')).toContain('\nExec="/opt/Cert \\\\"S\\\\" \\\\$1/100%%/certsteward" --hidden\n');
  expect(statSync(file).mode & 0o777).toBe(privateFileMode);
  writeAutostart(file, null);
  expect(existsSync(file)).toBe(false);
  writeAutostart(file, null);
});

/** Checks source code that has never run on either system. */
describe('the entry point on Windows and macOS', () => {
  const entry = readFileSync('main/electron-window.ts', 'utf8');

  test('[R01] sets the package’s app ID on Windows, which notifications require', () => {
    const [, id] = /^appId: (\S+)$/m.exec(readFileSync('electron-builder.yml', 'utf8')) ?? [];
    expect(id).toBeDefined();
    expect(entry).toContain(`if (process.platform === 'win32') app.setAppUserModelId('${id}');`);
  });

  test('[R03] asks macOS, which passes no --hidden, whether it opened the app at login', () => {
    expect(entry).toContain("process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin");
    expect(entry).toContain('hidden: launch.hidden || startedAtLogin()');
  });
});

test('[R03] the tray’s icon fits the menu bar of macOS', () => {
  const heightOf = (name: string): number => {
    const png = readFileSync(join(import.meta.dirname, '../../../../resources/icons', name));
    return png.readUInt32BE(20);
  };
  expect(heightOf(trayIcon('darwin'))).toBeLessThanOrEqual(22);
  expect(heightOf(trayIcon('linux'))).toBe(32);
});

test('[R03] [P01] the tray’s icons are in the package', () => {
  const packed = readFileSync('electron-builder.yml', 'utf8');
  for (const platform of ['darwin', 'linux', 'win32'] as const)
    expect(packed).toMatch(new RegExp(`resources/icons/.*\\b${trayIcon(platform).replace('.png', '')}\\b`));
});
