import type { Page } from 'playwright-core';
import type { Language } from '../../shared/i18n/language.ts';
import { appPages } from '../../tests/e2e/pages/app-pages.ts';
import type { AppPages } from '../../tests/e2e/pages/app-pages.ts';
import { startInChromium } from '../../tests/e2e/support/chromium-app.ts';

export interface TourApp {
  readonly page: Page;
  readonly pages: AppPages;
  /** What the next dialog for opening files answers. */
  answerOpenDialog(paths: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** Driven by the means of the end-to-end tests: the tour finds things as they do, in the language of who watches. */
export async function startTourApp(dataFolder: string, language: Language): Promise<TourApp> {
  const app = await startInChromium(dataFolder);
  const { page } = app;
  // A picture in the middle of a fade shows neither screen.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return {
    page,
    pages: appPages(page, language),
    answerOpenDialog: async (paths) => app.answerOpenDialog(paths),
    close: async () => app.close(),
  };
}
