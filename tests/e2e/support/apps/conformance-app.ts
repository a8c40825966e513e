// SPDX-License-Identifier: Apache-2.0
import type { Page } from '@playwright/test';
import { startConformance } from '../../../conformance/start-conformance.ts';
import type { AppUnderTest } from './app-under-test.ts';
import { expectNoMisuse } from '../checks/misuse-check.ts';
import { nativePerson } from '../people/native-person.ts';
import { putPersonAt } from '../people/person.ts';

/**
 * The real Electron entry on the strict stand-in, with its page in the installed Chromium. Any misuse fails the spec.
 */
export async function startInConformance(
  dataFolder: string,
  files: readonly string[] = [],
  dist?: string,
): Promise<AppUnderTest> {
  const conformance = await startConformance({ dataFolder, files, ...(dist !== undefined && { dist }) });
  const { app, windows, dialogs } = conformance;
  const page = (): Page => {
    const shown = windows.all.at(-1)?.shownPage?.page;
    if (shown === undefined) throw new Error(`the window did not open: ${dialogs.errors.join(', ')}`);
    return shown;
  };
  const person = nativePerson(dialogs);
  putPersonAt(page(), person);
  return {
    host: 'conformance',
    get page() {
      return page();
    },
    dataFolder,
    processId: process.pid,
    person,
    answerOpenDialog: async (paths) => person.openFiles(paths),
    get printed() {
      return windows.all.at(-1)?.contents.printed ?? [];
    },
    async close() {
      app.quit();
      await app.exited;
      await windows.pagesClosed();
      expectNoMisuse();
    },
  };
}
