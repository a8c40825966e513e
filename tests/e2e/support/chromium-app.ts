import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { startChromiumApp } from '../../../main/chromium.ts';
import type { AppUnderTest } from './app-under-test.ts';

export const root = path.resolve(import.meta.dirname, '../../..');
export const chromiumEntry = path.join(root, 'dist/main/chromium.mjs');

type Start = { startChromiumApp: typeof startChromiumApp };

/** Runs the entry of the build in this process: what `node dist/main/chromium.mjs` does, with the page in hand. */
export async function startInChromium(
  dataFolder: string,
  files: readonly string[] = [],
  entry = chromiumEntry,
): Promise<AppUnderTest> {
  if (!existsSync(entry)) throw new Error('there is no build: run `npm run build` first');
  const { startChromiumApp } = (await import(pathToFileURL(entry).href)) as Start;
  const app = await startChromiumApp({ dataFolder, files, headless: process.env['E2E_HEADED'] !== '1' });
  if (!app) throw new Error('another app runs on this data folder');
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Page.enable');
  let answer: readonly string[] = [];
  session.on('Page.fileChooserOpened', ({ backendNodeId }) => {
    if (backendNodeId !== undefined) void session.send('DOM.setFileInputFiles', { backendNodeId, files: [...answer] });
  });
  return {
    host: 'chromium',
    get page() {
      return app.page;
    },
    dataFolder,
    processId: process.pid,
    saveDialog: app.host.nativeSaveDialog ? 'native' : 'typed',
    async answerOpenDialog(paths) {
      answer = paths;
      // With `cancel` the browser closes its dialog as a person does, and the input gets its `cancel` event.
      await session.send('Page.setInterceptFileChooserDialog', { enabled: true, cancel: paths.length === 0 });
    },
    answerSaveDialog: async () => {
      throw new Error('the Chromium host has no save dialog to answer here: type the path in the app');
    },
    close: () => app.close(),
  };
}
