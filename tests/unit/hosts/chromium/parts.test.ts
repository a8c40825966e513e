// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CDPSession } from 'playwright-core';
import { expect, test } from 'vitest';
import { findBrowser } from '../../../../main/hosts/chromium/find-browser.ts';
import { browserArguments } from '../../../../main/hosts/chromium/launch.ts';
import { acceptOf, openFileDialog } from '../../../../main/hosts/chromium/open-dialog.ts';
import { prepareProfile } from '../../../../main/hosts/chromium/profile.ts';
import { answerOf, findZenity } from '../../../../main/hosts/chromium/save-dialog.ts';
import { senderOf } from '../../../../main/hosts/chromium/transport.ts';
import { windowStateOf } from '../../../../main/hosts/chromium/window-state.ts';
import { privateFolderMode } from '../../../support/system.ts';

test('[X06] the profile saves no password, fills no form, and keeps other preferences', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'certsteward-profile-'));
  const file = path.join(data, 'chromium-profile/Default/Preferences');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ credentials_enable_service: true, profile: { name: 'kept' } }));
  const profile = prepareProfile(data);
  const preferences = JSON.parse(readFileSync(file, 'utf8'));
  expect(preferences).toMatchObject({
    credentials_enable_service: false,
    profile: { name: 'kept', password_manager_enabled: false, default_content_setting_values: { notifications: 2 } },
    autofill: { enabled: false },
    translate: { enabled: false },
    browser: { enable_spellchecking: false },
  });
  expect(statSync(profile).mode & 0o777).toBe(privateFolderMode);
  writeFileSync(file, 'damaged');
  prepareProfile(data);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ credentials_enable_service: false });
  rmSync(data, { recursive: true });
});

const window = { width: 1000, height: 700, maximized: false };

test('[X06] the browser opens no debugging port and resolves no host name', () => {
  const args = browserArguments({ window, asRoot: false });
  expect(args.join(' ')).not.toContain('remote-debugging-port');
  expect(args).toContain('--host-resolver-rules=MAP * ~NOTFOUND');
  expect(args).toContain('--proxy-server=http://proxy.invalid:9');
  expect(args).not.toContain('--test-type');
  expect(browserArguments({ window, asRoot: true })).toContain('--test-type');
});

test('[U09] the window opens at its remembered place', () => {
  const args = browserArguments({ window: { ...window, x: 5, y: 6, maximized: true }, asRoot: false });
  expect(args).toEqual(
    expect.arrayContaining(['--window-size=1000,700', '--window-position=5,6', '--start-maximized']),
  );
});

test('[U09] remembers the bounds that CDP reports, and the normal bounds when maximised', () => {
  const bounds = { left: 1, top: 2, width: 900, height: 650, windowState: 'normal' };
  expect(windowStateOf(bounds, window)).toEqual({ x: 1, y: 2, width: 900, height: 650, maximized: false });
  expect(windowStateOf({ ...bounds, windowState: 'maximized' }, window)).toEqual({ ...window, maximized: true });
  expect(windowStateOf({ ...bounds, windowState: 'minimized' }, window)).toBe(window);
});

test('[X03] takes the frame and origin of a sender from CDP', () => {
  const context = { origin: 'https://app.invalid', auxData: { frameId: 'TOP' } };
  expect(senderOf(context, 'TOP')).toEqual({ knownWindow: true, topFrame: true, origin: 'https://app.invalid' });
  expect(senderOf(context, 'OTHER').topFrame).toBe(false);
  expect(senderOf({ origin: 'https://x' }, 'TOP')).toMatchObject({ topFrame: false, origin: 'https://x' });
});

test('finds the browser per platform, Chromium before Chrome before Edge', () => {
  const has = (...files: string[]) => ({ exists: (file: string) => files.includes(file) });
  const env = { PATH: '/usr/local/bin:relative:/usr/bin' };
  const linux = { platform: 'linux' as const, env };
  expect(findBrowser({ ...linux, ...has('/usr/bin/google-chrome', '/usr/bin/chromium') })).toBe('/usr/bin/chromium');
  expect(findBrowser({ ...linux, ...has('/usr/bin/microsoft-edge') })).toBe('/usr/bin/microsoft-edge');
  expect(findBrowser({ ...linux, ...has() })).toBeNull();
  const edge = String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`;
  const windows = { 'ProgramFiles(x86)': String.raw`C:\Program Files (x86)` };
  expect(findBrowser({ platform: 'win32', env: windows, ...has(edge) })).toBe(edge);
  const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  expect(findBrowser({ platform: 'darwin', env: {}, ...has(chrome) })).toBe(chrome);
});

test('[U04] the file dialog offers the requested file types', () => {
  expect(acceptOf([{ name: 'x', extensions: ['p12', 'pfx'] }])).toBe('.p12,.pfx');
  const all = { name: 'all', extensions: ['*'] };
  expect(acceptOf([{ name: 'x', extensions: ['p12'] }, all])).toBe('.p12');
  expect(acceptOf([all])).toBe('');
});

test('[F06] reports the save dialog as chosen, cancelled or unavailable', () => {
  expect(answerOf(0, '/home/a/名字 1.p12\n')).toEqual({ outcome: 'chosen', path: '/home/a/名字 1.p12', typed: false });
  expect(answerOf(1, '')).toEqual({ outcome: 'cancelled' });
  expect(answerOf(null, '')).toEqual({ outcome: 'unavailable' });
  expect(answerOf(0, 'relative')).toEqual({ outcome: 'unavailable' });
  expect(findZenity('linux', { PATH: '/usr/bin' })).toBeNull();
  expect(findZenity('darwin', { DISPLAY: ':0', PATH: '/usr/bin' })).toBeNull();
});

test('[F04] [U04] reports progress on many chosen files, and can be cancelled', async () => {
  const names = Array.from({ length: 150 }, (_, index) => `${index}`);
  const send = async (method: string, input: { objectId?: string }) => {
    if (method === 'Runtime.callFunctionOn') return { result: { objectId: 'list' } };
    if (method === 'DOM.getFileInfo') return { path: `/certificates/${input.objectId}` };
    return { result: names.map((name) => ({ name, value: { objectId: name } })) };
  };
  const session = { send } as unknown as CDPSession;
  const reported: string[] = [];
  const open = async (controller: AbortController, stopAt = -1) =>
    openFileDialog(session, 1, [], {
      signal: controller.signal,
      onRead(done, total) {
        reported.push(`${done}/${total}`);
        if (done === stopAt) controller.abort();
      },
    });
  expect(await open(new AbortController())).toEqual(names.map((name) => `/certificates/${name}`));
  expect(reported).toEqual(['0/150', '64/150', '128/150']);
  await expect(open(new AbortController(), 64)).rejects.toMatchObject({ code: 'cancelled' });
  // A lock during the dialog doesn't cancel the choice.
  const locked = new AbortController();
  locked.abort();
  expect(await open(locked)).toHaveLength(150);
});
