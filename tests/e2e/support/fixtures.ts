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

/** A socket of no pcscd. */
export const noCardReaders = '/nonexistent/pcscd.comm';

export interface HostOptions {
  hostKind: HostKind;
}

interface Fixtures {
  /** Removed afterwards. */
  dataFolder: string;
  /** Opens a window on the data folder; a spec may close and open again. */
  openApp: (files?: readonly string[]) => Promise<AppUnderTest>;
  app: AppUnderTest;
  /** Of the `electron` module, where the stand-in is in its place: fails the test in which it happened. */
  misuse: void;
}

// For specs that start the app by themselves.
process.once('exit', keepOwnState());
// A card that another test plugs into this machine's pcscd would show in every list.
process.env['PCSCLITE_CSOCK_NAME'] = noCardReaders;

export const test = base.extend<Fixtures & HostOptions>({
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
    rmSync(folder, { recursive: true, force: true });
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
      // X06 holds in every spec: whatever it did, the app has no network socket at its end.
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
