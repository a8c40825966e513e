// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { App } from './app.ts';
import { BrowserWindow, Windows } from './browser-window.ts';
import { Menu, Notification, PowerMonitor, Screen, Shell, Tray, type MenuItem } from './desktop.ts';
import { Dialogs } from './dialogs.ts';
import { MisuseLog } from './misuse.ts';
import type { InvokeEvent } from './page.ts';
import { Session } from './session.ts';
import { UtilityChild, type ForkOptions } from './utility-process.ts';

type Handler = (event: InvokeEvent, ...given: unknown[]) => unknown;

/** The stand-in's state, for tests. */
export interface Conformance {
  readonly log: MisuseLog;
  readonly app: App;
  readonly windows: Windows;
  readonly dialogs: Dialogs;
  readonly shell: Shell;
  readonly power: PowerMonitor;
  readonly session: Session;
  readonly children: UtilityChild[];
  readonly notices: Notification[];
  readonly trays: Tray[];
  readonly menu: () => Menu | null;
}

/** The `electron` module for one run of the app, and the state behind it. */
export function createElectron(locale: string): {
  readonly module: Readonly<Record<string, unknown>>;
  readonly conformance: Conformance;
} {
  const log: MisuseLog = new MisuseLog();
  const windows = new Windows();
  const app = new App(log, windows, locale);
  const session = new Session(log);
  const dialogs = new Dialogs(log);
  const shell = new Shell();
  const power = new PowerMonitor(log);
  const children: UtilityChild[] = [];
  const notices: Notification[] = [];
  const trays: Tray[] = [];
  const handlers = new Map<string, Handler>();
  let menu: Menu | null = null;
  let schemes = false;

  const page = {
    log,
    session,
    async invoke(event: InvokeEvent, channel: string, given: readonly unknown[]) {
      const handler = handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      return await handler(event, ...given);
    },
  };
  // Not a `StrictEmitter`, because `ipcMain.on` accepts any channel.
  const ipcMain = Object.assign(new EventEmitter(), {
    handle(channel: string, handler: Handler): void {
      log.require(!handlers.has(channel), `a second handler for '${channel}'`);
      handlers.set(channel, handler);
    },
    removeHandler: (channel: string) => void handlers.delete(channel),
  });
  const protocol = {
    registerSchemesAsPrivileged(list: readonly { privileges: object }[]): void {
      app.needNotReady('registerSchemesAsPrivileged');
      log.require(!schemes, 'registerSchemesAsPrivileged twice');
      schemes = true;
      for (const each of list) {
        log.options(each, 'CustomScheme');
        log.options(each.privileges, 'Privileges');
      }
    },
  };
  class AppWindow extends BrowserWindow {
    constructor(options: ConstructorParameters<typeof BrowserWindow>[1]) {
      super({ log, app, windows, page }, options);
      return log.strict(this, 'BrowserWindow');
    }
  }
  class AppTray extends Tray {
    constructor(image: { isEmpty(): boolean }) {
      super(log, app, image);
      trays.push(this);
      return log.strict(this, 'Tray');
    }
  }
  class AppNotification extends Notification {
    constructor(options: { title: string; body: string }) {
      super(log, options, (notice) => notices.push(notice));
      return log.strict(this, 'Notification');
    }

    static isSupported(): boolean {
      return true;
    }
  }
  class AppMenu extends Menu {
    static buildFromTemplate(template: readonly MenuItem[]): Menu {
      return new Menu(log, template);
    }

    static setApplicationMenu(chosen: Menu | null): void {
      app.needReady('setApplicationMenu');
      menu = chosen;
    }
  }
  const module = {
    app: log.strict(app, 'App'),
    ipcMain: log.strict(ipcMain, 'IpcMain'),
    protocol: log.strict(protocol, 'Protocol'),
    session: {
      get defaultSession() {
        app.needReady('session.defaultSession');
        return log.strict(session, 'Session');
      },
    },
    BrowserWindow: AppWindow,
    Tray: AppTray,
    Notification: AppNotification,
    Menu: AppMenu,
    dialog: log.strict(dialogs, 'Dialog'),
    shell: log.strict(shell, 'Shell'),
    powerMonitor: log.strict(power, 'PowerMonitor'),
    screen: log.strict(new Screen(log, app), 'Screen'),
    nativeImage: log.strictClass(
      { createFromPath: (file: string) => ({ isEmpty: () => !existsSync(file) }) },
      'NativeImage',
    ),
    utilityProcess: {
      fork(file: string, words: readonly string[] = [], options: ForkOptions = {}): UtilityChild {
        app.needReady('utilityProcess.fork');
        const child = new UtilityChild(log, file, words, options);
        children.push(child);
        return log.strict(child, 'UtilityProcess');
      },
    },
  };
  return {
    module,
    conformance: { log, app, windows, dialogs, shell, power, session, children, notices, trays, menu: () => menu },
  };
}
