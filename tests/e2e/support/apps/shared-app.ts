// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { keepOwnState } from '../../../support/vault/own-state.ts';
import type { Settings } from '../../../../shared/schemas/settings.ts';
import { type AppPages, appPages } from '../../pages/app-pages.ts';
import { leaveHome, makeFolderAtHome } from '../people/folder-at-home.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { expect, test } from '../fixtures.ts';
import { call } from './in-page.ts';
import { networkSockets } from './process-tree.ts';
import { opener } from './start-app.ts';

export interface SharedApp {
  /** All files of this spec, including exports and the app's data folder. */
  readonly folder: string;
  readonly dataFolder: string;
  readonly app: AppUnderTest;
  readonly pages: AppPages;
  /** Restarts the app on the same data. */
  restart(files?: readonly string[]): Promise<AppPages>;
  close(): Promise<void>;
}

/** These lead to the OS secret store; without them a vault asks for a passphrase on every machine (K01). */
const sessionVariables = ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR'];

let specFiles = 0;

/** Runs the spec file in a separate process. `shareApp` does this, `shareAppInGroup` doesn't. */
export function inOwnProcess(): void {
  specFiles += 1;
  test.use({ specFile: specFiles });
}

export function shareApp(...settings: Parameters<typeof shareAppInGroup>): SharedApp {
  inOwnProcess();
  return shareAppInGroup(...settings);
}

/**
 * One window for all tests of a file or group, which build on each other, because starting a browser is slow.
 * `shared.app` exists only inside tests. `data`: name of the data folder. `peers`: processes of the test's servers.
 */
export function shareAppInGroup(
  language: 'en' | 'zh-CN',
  settings: Partial<Settings> = {},
  data = 'data',
  peers: () => readonly number[] = () => [],
): SharedApp {
  test.describe.configure({ mode: 'serial' });
  let folder = '';
  let removeState = (): void => undefined;
  let app: AppUnderTest | undefined;
  let open: (files: readonly string[]) => Promise<AppUnderTest>;

  const close = async () => {
    if (app === undefined) return;
    const sockets = networkSockets(app.processId, peers());
    // Screens hide undeclared errors of their calls; `app.problems` counts them.
    const problems = app.page.isClosed()
      ? null
      : await call(app.page, 'app.problems', {}).catch((error: unknown) => error);
    await app.close();
    if (app.host !== 'electron') expect(sockets).toEqual([]);
    if (problems !== null) expect(problems).toMatchObject({ ok: true, value: { count: 0 } });
    app = undefined;
  };

  test.beforeAll(async ({ hostKind }) => {
    const start = opener(hostKind);
    for (const name of sessionVariables) delete process.env[name];
    removeState = keepOwnState();
    folder = makeFolderAtHome();
    const dataFolder = path.join(folder, data);
    mkdirSync(dataFolder, { mode: 0o700 });
    writeFileSync(path.join(dataFolder, 'settings.json'), JSON.stringify({ language, ...settings }));
    open = (files) => start(dataFolder, files);
    app = await open([]);
  });
  test.afterAll(async () => {
    await close();
    removeState();
    leaveHome(folder);
    // A child of the browser may still be writing.
    if (folder !== '') rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  const shared: SharedApp = {
    get folder() {
      return folder;
    },
    get dataFolder() {
      return path.join(folder, data);
    },
    get app() {
      if (app === undefined) throw new Error('the app is not open');
      return app;
    },
    get pages() {
      return appPages(shared.app.page, language);
    },
    close,
    async restart(files = []) {
      await close();
      app = await open(files);
      return shared.pages;
    },
  };
  return shared;
}
