// SPDX-License-Identifier: Apache-2.0
import { BrowserWindow, screen } from 'electron';
import path from 'node:path';
import { createCrashPolicy } from '../../crash-policy.ts';
import type { SettingsStore } from '../../host.ts';
import { webPreferences } from './web-preferences.ts';
import { placeWindow, rememberedState } from './window-bounds.ts';

export interface WindowOptions {
  readonly distFolder: string;
  readonly settings: SettingsStore;
  readonly developerTools: boolean;
  readonly hidden: boolean;
}

export function createWindow({ distFolder, settings, developerTools, hidden }: WindowOptions): BrowserWindow {
  const remembered = settings.get().window;
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  const window = new BrowserWindow({
    ...placeWindow(
      remembered,
      [primary, ...others].map((display) => display.workArea),
    ),
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'CertSteward',
    webPreferences: webPreferences(path.join(distFolder, 'preload', 'electron.cjs'), developerTools),
  });
  if (remembered.maximized && !hidden) window.maximize();
  if (!hidden) window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const known = settings.get().window;
    settings.change({ window: rememberedState(window.getNormalBounds(), window.isMaximized(), known) });
  });
  reloadAfterCrash(window);
  return window;
}

function reloadAfterCrash(window: BrowserWindow): void {
  const afterCrash = createCrashPolicy(() => performance.now());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    if (afterCrash() === 'reload') window.webContents.reload();
    else window.destroy();
  });
}
