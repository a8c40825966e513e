// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../shared/i18n/language.ts';
import { appPages } from '../../tests/e2e/pages/app-pages.ts';
import type { AppPages } from '../../tests/e2e/pages/app-pages.ts';
import { startInChromium } from '../../tests/e2e/support/apps/chromium-app.ts';
import { openList } from '../../tests/e2e/support/apps/open-list.ts';

export interface TourApp {
  readonly page: Page;
  readonly pages: AppPages;
  answerOpenDialog(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Fits three columns. */
const size = { width: 1080, height: 700 };

/** Quiet hours would suppress reminders. */
const reminders = { isOn: true, days: [60, 30, 14, 7, 3, 1, 0], quietHours: null, hideNames: false };

export async function startTourApp(dataFolder: string, language: Language): Promise<TourApp> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ language, theme: 'light', reminders }));
  const app = await startInChromium(dataFolder);
  const { page } = app;
  await page.setViewportSize(size);
  await openList(page);
  // Avoid pictures taken mid-fade, which show neither screen.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return {
    page,
    pages: appPages(page, language),
    answerOpenDialog: async (paths) => app.answerOpenDialog(paths),
    close: async () => app.close(),
  };
}
