// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { readFileSync, globSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import type { Session, WebContents } from 'electron';
import { guardContents } from '../../../../main/hosts/electron/window/contents-guard.ts';
import { guardSession } from '../../../../main/hosts/electron/window/session-guard.ts';
import { isAllowedRequest } from '../../../../main/hosts/electron/window/request-filter.ts';
import { webPreferences } from '../../../../main/hosts/electron/window/web-preferences.ts';
import { slashes } from '../../../support/system.ts';

const sources = globSync('{main,preload,renderer,shared}/**/*.{ts,tsx}').map((file) => ({
  file: slashes(file),
  text: readFileSync(file, 'utf8'),
}));
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

describe('Electron’s security checklist', () => {
  it.each([
    [2, { nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false }],
    [3, { contextIsolation: true }],
    [4, { sandbox: true }],
    [6, { webSecurity: true }],
    [8, { allowRunningInsecureContent: false }],
    [9, { experimentalFeatures: false }],
    [11, { webviewTag: false }],
    [13, { navigateOnDragDrop: false }],
  ])('[X01] item %i: the window has the required preferences', (_item, wanted) => {
    expect(webPreferences('/preload.cjs', false)).toMatchObject({ ...wanted, devTools: false });
  });

  it('[X01] item 4: the sandbox is on for all processes, except as root', () => {
    expect(filesWith(/app\.enableSandbox\(/)).toEqual(['main/electron-window.ts']);
    const entry = readFileSync('main/electron-window.ts', 'utf8');
    expect(entry).toMatch(/^ {2}if \(process\.getuid\?\.\(\) !== 0\) app\.enableSandbox\(\);$/m);
  });

  it('[X01] one file creates the window and sets its preferences', () => {
    expect(filesWith(/new BrowserWindow\(/)).toEqual(['main/hosts/electron/window/window.ts']);
    expect(filesWith(/\bwebPreferences:/)).toEqual(['main/hosts/electron/window/window.ts']);
    expect(filesWith(/new (BrowserView|WebContentsView|BaseWindow)\(/)).toEqual([]);
  });

  it.each([
    [1, /\bhttp:\/\/(?!proxy\.invalid|www\.w3\.org)[a-z]/],
    [3, /contextIsolation: false/],
    [4, /sandbox: false|appendSwitch\(\s*'(?:no-sandbox|disable-web-security|remote-debugging)/],
    [10, /enableBlinkFeatures\s*[:=]/],
    [11, /<webview\s[^>]*\w=|createElement\('webview'|webviewTag: true|allowpopups/],
    [17, /ipcMain\.(on|once|handleOnce)\(/],
    [18, /loadFile\s*\(|loadURL\s*\(\s*['"`]file:/],
    [20, /exposeInMainWorld\([^)]*\b(ipcRenderer|require|process)\b\s*\)/],
  ])('[X01] item %i: %s does not occur in the sources', (_item, pattern) => {
    expect(filesWith(pattern)).toEqual([]);
  });

  it('[X01] item 15: addresses are opened only from records of the main process', () => {
    expect(filesWith(/shell\.openExternal\s*\(/)).toEqual(['main/hosts/electron/desktop/open-external.ts']);
    expect(filesWith(/\.openAddress\(/)).toEqual([
      // The page of a version from a signed list.
      'main/ipc/handlers/release-handlers.ts',
      // The page of a profile with a confirmed host.
      'main/ipc/handlers/enrolment/web-enrolment-handlers.ts',
    ]);
  });

  it('[X01] item 16: Electron is pinned to one exact version, and locked to it', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { devDependencies: Record<string, string> };
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { version?: string }>;
    };
    expect(manifest.devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(lock.packages['node_modules/electron']?.version).toBe(manifest.devDependencies['electron']);
  });

  it('[X01] items 11–14: navigation and popups are refused (an event emitter stands in for WebContents)', () => {
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: vi.fn<(handler: (details: { url: string }) => unknown) => void>(),
      setWebRTCIPHandlingPolicy: vi.fn<(policy: string) => void>(),
    });
    guardContents(contents as unknown as WebContents);
    const refused = (event: string, url: string): boolean => {
      const preventDefault = vi.fn<() => void>();
      contents.emit(event, { url, preventDefault });
      return preventDefault.mock.calls.length > 0;
    };
    for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect(refused(event, 'https://bank.example/'), event).toBe(true);
      expect(refused(event, 'file:///etc/passwd'), event).toBe(true);
      expect(refused(event, 'certsteward://app/'), event).toBe(false);
    }
    expect(refused('will-attach-webview', '')).toBe(true);
    const open = contents.setWindowOpenHandler.mock.calls[0]?.[0];
    expect(open?.({ url: 'certsteward://app/' })).toEqual({ action: 'deny' });
    expect(contents.setWebRTCIPHandlingPolicy).toHaveBeenCalledWith('disable_non_proxied_udp');
  });

  it('[X01] items 1, 5: permissions and foreign requests are refused (an object stands in for Session)', async () => {
    const handlers = new Map<string, (...given: never[]) => unknown>();
    const take = (name: string) => (handler: (...given: never[]) => unknown) => void handlers.set(name, handler);
    const setProxy = vi.fn<(config: unknown) => Promise<void>>(async () => undefined);
    await guardSession(
      {
        setPermissionRequestHandler: take('request'),
        setPermissionCheckHandler: take('check'),
        setDevicePermissionHandler: take('device'),
        setDisplayMediaRequestHandler: take('display'),
        setBluetoothPairingHandler: take('bluetooth'),
        webRequest: { onBeforeRequest: take('before') },
        setProxy,
        on: (event: string, handler: (...given: never[]) => unknown) => void handlers.set(event, handler),
        setSpellCheckerEnabled: () => undefined,
      } as unknown as Session,
      false,
    );
    const answerOf = (name: string, ...given: unknown[]): unknown => {
      let answer: unknown;
      (handlers.get(name) as (...all: unknown[]) => unknown)(...given, (value: unknown) => (answer = value));
      return answer;
    };
    const asks = (permission: string, url: string, isMainFrame = true) => {
      let asked: unknown;
      const details = { requestingUrl: url, isMainFrame };
      const request = handlers.get('request') as (...all: unknown[]) => void;
      request(null, permission, (value: unknown) => (asked = value), details);
      const check = handlers.get('check') as (...all: unknown[]) => boolean;
      return [asked, check(null, permission, url, details)];
    };
    for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'usb', 'openExternal'])
      expect(asks(permission, 'certsteward://app/'), permission).toEqual([false, false]);
    expect(asks('clipboard-sanitized-write', 'certsteward://app/')).toEqual([true, true]);
    expect(asks('clipboard-sanitized-write', 'certsteward://app/', false)).toEqual([false, false]);
    for (const url of ['https://bank.example/', 'certsteward://app.bank.example/', 'about:blank', ''])
      expect(asks('clipboard-sanitized-write', url), url).toEqual([false, false]);
    expect((handlers.get('device') as () => boolean)()).toBe(false);
    expect(answerOf('display', {})).toBeNull();
    expect(answerOf('bluetooth', {})).toEqual({ confirmed: false });
    expect(answerOf('before', { url: 'https://bank.example/', resourceType: 'script' })).toEqual({ cancel: true });
    expect(answerOf('before', { url: 'certsteward://app/main.js', resourceType: 'script' })).toEqual({ cancel: false });
    const preventDefault = vi.fn<() => void>();
    (handlers.get('will-download') as (event: { preventDefault(): void }) => void)({ preventDefault });
    expect(preventDefault).toHaveBeenCalledOnce();
    expect(setProxy).toHaveBeenCalledOnce();
  });

  it('[X01] item 1: developer tools load only in development', () => {
    const tools = { url: 'devtools://devtools/bundled/x.js', resourceType: 'script' };
    expect(isAllowedRequest(tools, false)).toBe(false);
    expect(isAllowedRequest(tools, true)).toBe(true);
  });
});
