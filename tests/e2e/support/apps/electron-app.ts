// SPDX-License-Identifier: Apache-2.0
import { _electron as electron } from '@playwright/test';
import path from 'node:path';
import type { AppUnderTest } from './app-under-test.ts';
import { electronPerson } from '../people/electron-person.ts';
import { putPersonAt } from '../people/person.ts';

export async function startInElectron(
  executablePath: string,
  root: string,
  dataFolder: string,
  files: readonly string[] = [],
): Promise<AppUnderTest> {
  const args = [path.join(root, 'dist/main/electron.mjs'), '--data', dataFolder, ...files];
  const app = await electron.launch({ executablePath, args });
  const processId = app.process().pid;
  if (processId === undefined) throw new Error('Electron did not start');
  const page = await app.firstWindow();
  const person = electronPerson(app);
  putPersonAt(page, person);
  return {
    host: 'electron',
    page,
    dataFolder,
    processId,
    person,
    answerOpenDialog: async (paths) => person.openFiles(paths),
    printed: [],
    close: () => app.close(),
  };
}
