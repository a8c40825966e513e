// SPDX-License-Identifier: Apache-2.0
import { test as base } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepOwnState } from '../../support/vault/own-state.ts';
import type { AppUnderTest, HostKind } from './apps/app-under-test.ts';
import { expectNoMisuse } from './checks/misuse-check.ts';
import { networkSockets } from './apps/process-tree.ts';
import { opener } from './apps/start-app.ts';

/** A socket path without pcscd. */
export const noCardReaders = '/nonexistent/pcscd.comm';

export interface HostOptions {
  hostKind: HostKind;
}

interface Fixtures {
  /** Removed afterwards. */
  dataFolder: string;
  /** Starts the app on the data folder; a test may close and restart it. */
  openApp: (files?: readonly string[]) => Promise<AppUnderTest>;
  app: AppUnderTest;
  /** On the stand-in, fails the test in which the app misused `electron`. */
  misuse: void;
}

interface WorkerOptions {
  /** Playwright runs files with different values in different processes: the stand-in's modules can't be unloaded. */
  specFile: number;
}

// A state folder for specs that start the app themselves.
process.once('exit', keepOwnState());
// A card plugged in by a different test on this machine would show in every list.
process.env['PCSCLITE_CSOCK_NAME'] = noCardReaders;

export const test = base.extend<Fixtures & HostOptions, WorkerOptions>({
  specFile: [0, { scope: 'worker', option: true }],
  hostKind: ['chromium', { option: true }],

  misuse: [
    async ({ hostKind }, provide, info) => {
      await provide();
      if (hostKind === 'conformance') expectNoMisuse(info);
    },
    { auto: true },
  ],

  dataFolder: async ({ hostKind }, provide) => {
    const removeState = keepOwnState();
    const folder = mkdtempSync(path.join(tmpdir(), `certsteward-${hostKind}-`));
    await provide(folder);
    removeState();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  },

  openApp: async ({ hostKind, dataFolder }, provide) => {
    const start = opener(hostKind);
    const opened: AppUnderTest[] = [];
    await provide(async (files = []) => {
      const app = await start(dataFolder, files);
      opened.push(app);
      return app;
    });
    for (const app of opened) {
      // X06: the app has no network socket at the end of any test. Not checked on Electron.
      const sockets = networkSockets(app.processId);
      await app.close();
      if (app.host !== 'electron') base.expect(sockets).toEqual([]);
    }
  },

  app: async ({ openApp }, provide) => {
    await provide(await openApp());
  },
});

export { expect } from '@playwright/test';
