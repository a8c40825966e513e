import { _electron as electron } from '@playwright/test';
import path from 'node:path';
import type { AppUnderTest } from './app-under-test.ts';

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
  return {
    host: 'electron',
    page: await app.firstWindow(),
    dataFolder,
    processId,
    saveDialog: 'native',
    answerOpenDialog: (paths) =>
      app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: filePaths.length === 0, filePaths });
        },
        [...paths],
      ),
    answerSaveDialog: (file) =>
      app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
      }, file),
    close: () => app.close(),
  };
}
