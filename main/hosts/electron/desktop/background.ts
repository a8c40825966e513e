// SPDX-License-Identifier: Apache-2.0
import { app, Menu, nativeImage, Tray } from 'electron';
import { homedir } from 'node:os';
import path from 'node:path';
import type { SettingsStore } from '../../host.ts';
import { autostartFile, writeAutostart } from './autostart.ts';
import { trayIcon, trayMenu, trayTip, trayWords } from './tray-words.ts';

/** Not yet tested in Electron. */
export interface Background {
  readonly isOn: boolean;
  showCount(count: number): void;
  refresh(): void;
  end(): void;
}

export interface BackgroundOptions {
  readonly distFolder: string;
  readonly settings: SettingsStore;
  readonly systemLocale: string;
  open(): void;
  quit(): void;
}

export function createBackground(options: BackgroundOptions): Background {
  const { settings } = options;
  let tray: Tray | null = null;
  let count = 0;
  let atLogin: boolean | null = null;

  function draw(): void {
    if (tray === null) return;
    const words = trayWords(settings.get().language, options.systemLocale);
    tray.setToolTip(trayTip(words, count));
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(words, options)));
    if (process.platform === 'darwin') tray.setTitle(count === 0 ? '' : String(count));
    // Works on macOS and some Linux desktops.
    app.setBadgeCount(count);
  }

  function refresh(): void {
    const { keepInTray, startAtLogin } = settings.get();
    if (keepInTray && tray === null) {
      const icon = path.join(options.distFolder, '..', 'resources/icons', trayIcon(process.platform));
      tray = new Tray(nativeImage.createFromPath(icon));
      tray.on('click', () => options.open());
    } else if (!keepInTray && tray !== null) {
      tray.destroy();
      tray = null;
    }
    draw();
    // Without a tray icon, the user couldn't find the app.
    const wanted = keepInTray && startAtLogin;
    if (wanted === atLogin) return;
    const before = atLogin;
    // Set before the call, so that a failure is reported only once.
    atLogin = wanted;
    if (wanted || before !== null) setLoginItem(wanted);
  }

  return {
    get isOn() {
      return tray !== null;
    },
    showCount(now) {
      count = now;
      draw();
    },
    refresh,
    end() {
      tray?.destroy();
      tray = null;
    },
  };
}

/** Does nothing if unpackaged, because login would start Electron's default app. */
function setLoginItem(openAtLogin: boolean): void {
  if (!app.isPackaged) return;
  if (process.platform !== 'linux') app.setLoginItemSettings({ openAtLogin, args: ['--hidden'] });
  else writeAutostart(autostartFile(process.env, homedir()), openAtLogin ? program() : null);
}

/** Prefers the AppImage, whose mount exists only while it runs. */
function program(): string {
  return process.env['APPIMAGE'] ?? process.execPath;
}
