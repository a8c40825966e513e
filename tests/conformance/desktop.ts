// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { App } from './app.ts';
import { preventable, StrictEmitter, type MisuseLog } from './misuse.ts';

const run = promisify(execFile);

export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly click?: () => void;
  readonly submenu?: readonly MenuItem[];
}

/** Menu item roles (docs/api/menu-item.md). */
const roles = new Set(
  (
    'undo redo cut copy paste pasteAndMatchStyle delete selectAll reload forceReload toggleDevTools resetZoom zoomIn zoomOut ' +
    'toggleSpellChecker togglefullscreen window minimize close help about services hide hideOthers unhide quit showSubstitutions ' +
    'toggleSmartQuotes toggleSmartDashes toggleTextReplacement startSpeaking stopSpeaking zoom front appMenu fileMenu editMenu ' +
    'viewMenu shareMenu recentDocuments toggleTabBar selectNextTab selectPreviousTab showAllTabs mergeAllWindows ' +
    'clearRecentDocuments moveTabToNewWindow windowMenu'
  )
    .toLowerCase()
    .split(' '),
);

function checkItems(log: MisuseLog, items: readonly MenuItem[]): void {
  for (const item of items) {
    log.options(item, 'MenuItemConstructorOptions');
    log.require(item.role === undefined || roles.has(item.role.toLowerCase()), `no menu role ${item.role}`);
    if (item.submenu) checkItems(log, item.submenu);
  }
}

export class Menu {
  readonly items: readonly MenuItem[];

  constructor(log: MisuseLog, items: readonly MenuItem[]) {
    this.items = items;
    checkItems(log, items);
  }

  find(label: string, items: readonly MenuItem[] = this.items): MenuItem | undefined {
    for (const item of items) {
      const found = item.label === label ? item : this.find(label, item.submenu ?? []);
      if (found) return found;
    }
    return undefined;
  }
}

export class Tray extends StrictEmitter {
  menu: Menu | null = null;
  tip = '';
  isDestroyed = false;

  constructor(log: MisuseLog, app: App, image: { isEmpty(): boolean }) {
    super(log, 'Tray');
    app.needReady('new Tray');
    log.require(!image.isEmpty(), 'an empty tray image');
  }

  setToolTip(tip: string): void {
    this.tip = tip;
  }

  setContextMenu(menu: Menu): void {
    this.menu = menu;
  }

  setTitle(): void {}

  destroy(): void {
    this.isDestroyed = true;
  }
}

export class Notification extends StrictEmitter {
  readonly title: string;
  readonly body: string;
  readonly #shown: (notice: Notification) => void;

  constructor(log: MisuseLog, options: { title: string; body: string }, shown: (notice: Notification) => void) {
    super(log, 'Notification');
    log.options(options, 'NotificationConstructorOptions');
    this.title = options.title;
    this.body = options.body;
    this.#shown = shown;
  }

  show(): void {
    // libnotify needs a session bus (shell/browser/notifications/linux).
    const hasBus = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'].some((name) => process.env[name]);
    if (hasBus) this.#shown(this);
    setImmediate(() => (hasBus ? this.emit('show', preventable()) : this.emit('failed', preventable(), 'no bus')));
  }

  close(): void {
    this.emit('close', preventable());
  }
}

/** Like Electron on Linux outside KDE (shell/common/platform_util_linux.cc). */
export class Shell {
  async openExternal(url: string): Promise<void> {
    await run('xdg-open', [url]);
  }

  async trashItem(file: string): Promise<void> {
    await run('gio', ['trash', file]);
  }
}

export class PowerMonitor extends StrictEmitter {
  idleSeconds = 0;

  constructor(log: MisuseLog) {
    super(log, 'PowerMonitor');
  }

  getSystemIdleTime(): number {
    return this.idleSeconds;
  }
}

const area = { x: 0, y: 0, width: 1600, height: 1000 };

export class Screen extends StrictEmitter {
  readonly #app: App;

  constructor(log: MisuseLog, app: App) {
    super(log, 'Screen');
    this.#app = app;
  }

  getPrimaryDisplay() {
    this.#app.needReady('screen');
    return { id: 1, bounds: area, workArea: area };
  }

  getAllDisplays() {
    return [this.getPrimaryDisplay()];
  }
}
