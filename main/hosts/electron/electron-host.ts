// SPDX-License-Identifier: Apache-2.0
import { app, ipcMain, Menu, powerMonitor, session } from 'electron';
import type { BrowserWindow } from 'electron';
import { bridgeChannel, electronOrigin } from '../../../shared/ipc/channel.ts';
import type { Host, SettingsStore } from '../host.ts';
import type { OpenedFiles } from '../opened-files.ts';
import type { Presence } from '../presence.ts';
import { openRendererFiles } from '../renderer-files.ts';
import { createBackground } from './desktop/background.ts';
import { guardContents } from './window/contents-guard.ts';
import { confirm, openFiles, openFolder, saveFile } from './desktop/dialogs.ts';
import { menuLabels } from './desktop/menu-labels.ts';
import { menuTemplate } from './desktop/menu.ts';
import { printContents } from './window/print.ts';
import { quitInOrder } from './start/quit-in-order.ts';
import { createPowerPresence } from './start/power-presence.ts';
import { serveScheme } from './window/scheme.ts';
import { senderOfEvent } from './window/sender.ts';
import { showNotice } from './desktop/notices.ts';
import { guardSession } from './window/session-guard.ts';
import { reportStarted } from './start/started-file.ts';
import { openExternal } from './desktop/open-external.ts';
import { trashItem } from './desktop/trash-item.ts';
import { createUtilityChild } from './child/utility-child.ts';
import { createWindow } from './window/window.ts';

export interface ElectronHostOptions {
  readonly distFolder: string;
  readonly settings: SettingsStore;
  readonly openedFiles: OpenedFiles;
  /** True at autostart: no window is shown if there is a tray icon. */
  readonly hidden: boolean;
  readonly clockPresence: Presence | null;
}

export interface ElectronHost extends Host {
  readonly kind: 'electron';
}

/** Call after the app is ready. */
export function createElectronHost(options: ElectronHostOptions): ElectronHost {
  const { distFolder, settings, openedFiles, hidden, clockPresence } = options;
  const developerTools = !app.isPackaged;
  const systemLocale = app.getPreferredSystemLanguages()[0] ?? app.getLocale();
  const order = quitInOrder(app);
  let window: BrowserWindow | undefined;
  let isQuitting = false;
  const background = createBackground({ distFolder, settings, systemLocale, open: show, quit: () => app.quit() });
  settings.onChange(() => background.refresh());
  app.on('before-quit', () => (isQuitting = true));
  app.on('activate', show);

  function opened(): BrowserWindow {
    if (!window || window.isDestroyed()) throw new Error('the window is not open');
    return window;
  }

  function show(): void {
    if (!window || window.isDestroyed()) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  function send(event: string, payload: unknown): void {
    if (window && !window.isDestroyed()) window.webContents.send(bridgeChannel, event, payload);
  }

  function showMenu(): void {
    const labels = menuLabels(settings.get().language, systemLocale);
    const template = menuTemplate({
      labels,
      appName: app.name,
      platform: process.platform,
      choose: (item) => send('menu.chosen', { item }),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  return {
    kind: 'electron',
    origin: electronOrigin,
    systemLocale,
    startChild: createUtilityChild(distFolder),
    presence: createPowerPresence(powerMonitor, clockPresence),
    // Ask the app, because the page's session has no network.
    systemProxy: async (url) => app.resolveProxy(url),
    closed: order.closed,
    onFilesOpened: (listener) => openedFiles.onFilesOpened(listener),
    openFiles: async (options) => openFiles(opened(), options),
    saveFile: async (options) => saveFile(opened(), options),
    openFolder: async (options) => openFolder(opened(), options),
    confirm: async (question) => confirm(opened(), question),

    canTrash: true,
    trashFile: trashItem,

    canOpenAddress: true,
    openAddress: openExternal,

    canPrint: true,
    printPage: async () => printContents(opened().webContents),
    pagePdf: async () =>
      opened().webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true }),

    // Unsupported on Linux, untested elsewhere.
    ...(process.platform !== 'linux' && {
      setContentProtection: (isOn: boolean) => opened().setContentProtection(isOn),
    }),

    emit(event, payload) {
      if (event === 'settings.changed') showMenu();
      send(event, payload);
    },

    async open(handler) {
      // Electron security checklist, items 13 and 14. Must precede the first WebContents.
      app.on('web-contents-created', (_event, contents) => guardContents(contents));
      await guardSession(session.defaultSession, developerTools);
      serveScheme(session.defaultSession, openRendererFiles(distFolder, electronOrigin));
      showMenu();
      try {
        background.refresh();
      } catch {
        // The app must start even if the home folder is read-only.
      }
      const created = createWindow({ distFolder, settings, developerTools, hidden: hidden && background.isOn });
      const painted = Promise.withResolvers<void>();
      created.once('ready-to-show', () => painted.resolve());
      created.on('close', (event) => {
        if (isQuitting || !background.isOn) return;
        event.preventDefault();
        created.hide();
      });
      created.webContents.on('did-finish-load', () => created.setContentProtection(false));
      window = created;
      const { id } = created.webContents;
      // Electron security checklist, item 17.
      ipcMain.handle(bridgeChannel, (event, message: unknown) => handler(message, senderOfEvent(event, id)));
      await created.loadURL(`${electronOrigin}/`);
      openedFiles.windowIsReady();
      // A shown window counts as started once painted.
      if (hidden && background.isOn) reportStarted();
      else void painted.promise.then(reportStarted);
    },

    notify: showNotice,
    showCount: (count) => background.showCount(count),
    show,

    async close() {
      isQuitting = true;
      background.end();
      if (window && !window.isDestroyed()) window.close();
      else order.close();
      await order.closed;
    },
  };
}
