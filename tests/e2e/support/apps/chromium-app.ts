// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { startChromiumApp } from '../../../../main/chromium.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { chromiumPerson } from '../people/chromium-person.ts';
import { putPersonAt } from '../people/person.ts';

export const root = path.resolve(import.meta.dirname, '../../../..');
export const chromiumEntry = path.join(root, 'dist/main/chromium.mjs');

type Start = { startChromiumApp: typeof startChromiumApp };

/** Runs the build's entry in this process, like `node dist/main/chromium.mjs`, with access to the page. */
export async function startInChromium(
  dataFolder: string,
  files: readonly string[] = [],
  dist = path.join(root, 'dist'),
): Promise<AppUnderTest> {
  const entry = path.join(dist, 'main/chromium.mjs');
  if (!existsSync(entry)) throw new Error('there is no build: run `npm run build` first');
  const { startChromiumApp } = (await import(pathToFileURL(entry).href)) as Start;
  const app = await startChromiumApp({ dataFolder, files, headless: process.env['E2E_HEADED'] !== '1' });
  if (!app) throw new Error('another app runs on this data folder');
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Page.enable');
  const person = chromiumPerson(app.host, session);
  putPersonAt(app.page, person);
  return {
    host: 'chromium',
    get page() {
      return app.page;
    },
    dataFolder,
    processId: process.pid,
    person,
    answerOpenDialog: async (paths) => person.openFiles(paths),
    printed: [],
    close: () => app.close(),
  };
}
