// SPDX-License-Identifier: Apache-2.0
import { expect } from '@playwright/test';
import type { AppUnderTest } from '../support/apps/app-under-test.ts';
import type { AppPages } from './app-pages.ts';

/** With the import dialog on its first step, chooses these files in the system's dialog. */
export async function chooseFiles(app: AppUnderTest, { importing }: AppPages, files: readonly string[]): Promise<void> {
  // The import first opens the system's dialog, which is cancelled.
  await expect(importing.choose).toBeEnabled();
  await app.answerOpenDialog(files);
  await importing.choose.click();
}

export interface FileToImport {
  readonly file: string;
  readonly password: string | null;
}

/** Imports one file. `passphrase`: set with the vault's first key. */
export async function importFile(
  app: AppUnderTest,
  pages: AppPages,
  { file, password }: FileToImport,
  passphrase: string | null,
): Promise<void> {
  const { importing, list } = pages;
  await list.importButton.click();
  await chooseFiles(app, pages, [file]);
  if (password !== null) await importing.openWith(password);
  await importing.commit.click();
  if (passphrase !== null) await importing.protectWith(passphrase);
  await importing.done.click();
  await expect(importing.dialog).toHaveCount(0);
}
