// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { languages, type Language } from '../../shared/i18n/language.ts';
import { value } from '../../tests/e2e/support/apps/in-page.ts';

export type Titles = readonly [en: string, zh: string];

interface Step {
  readonly titles: Titles;
  readonly picture: string | null;
  readonly note: string;
}

export class TourReport {
  readonly #folder: string;
  readonly #walked: Language;
  readonly #steps: Step[] = [];

  /** `walked` is the language used between pictures. */
  constructor(folder: string, walked: Language) {
    this.#folder = folder;
    this.#walked = walked;
    rmSync(folder, { recursive: true, force: true });
    for (const language of languages) mkdirSync(join(folder, language, 'readme'), { recursive: true });
  }

  get pictures(): number {
    return this.#steps.filter((step) => step.picture !== null).length;
  }

  async picture(page: Page, name: string, titles: Titles): Promise<void> {
    await this.#take(page, name, titles, null);
  }

  async readme(page: Page, name: string, titles: Titles, part: Locator): Promise<void> {
    await this.#take(page, name, titles, part);
  }

  /** Takes the pictures at the top of the READMEs. */
  async window(page: Page): Promise<void> {
    for (const language of languages) {
      await this.#speak(page, language);
      for (const theme of ['dark', 'light'] as const) {
        await value(page, 'settings.change', { theme });
        await page.locator(`html[data-theme="${theme}"]`).waitFor();
        const path = join(this.#folder, language, 'readme', `window-${theme}.png`);
        await page.screenshot({ path, animations: 'disabled' });
      }
    }
    await this.#speak(page, this.#walked);
  }

  fact(titles: Titles, note = ''): void {
    this.#steps.push({ titles, picture: null, note });
    this.#say(titles, note === '' ? '' : `: ${note}`);
  }

  write(summary: string): void {
    for (const [index, language] of (['en', 'zh-CN'] as const).entries()) {
      const lines = this.#steps.map(({ titles, picture, note }, number) => {
        const title = titles[index] ?? '';
        const shown = picture === null ? '' : `\n   ![${title}](${language}/${picture})`;
        return `${number + 1}. ${title}${note === '' ? '' : `: ${note}`}${shown}`;
      });
      const file = language === 'en' ? 'report.md' : 'report.zh-CN.md';
      writeFileSync(join(this.#folder, file), `# Tour\n\n${summary}\n\n${lines.join('\n')}\n`);
    }
  }

  async #take(page: Page, name: string, titles: Titles, part: Locator | null): Promise<void> {
    const picture = `${String(this.pictures + 1).padStart(2, '0')}-${name}.png`;
    for (const language of languages) {
      await this.#speak(page, language);
      await page.screenshot({ path: join(this.#folder, language, picture), animations: 'disabled' });
      if (part === null) continue;
      const clip = await part.boundingBox();
      if (clip === null) throw new Error(`${name}: what the README shows is not on screen`);
      const path = join(this.#folder, language, 'readme', `${name}.png`);
      await page.screenshot({ path, clip, animations: 'disabled' });
    }
    await this.#speak(page, this.#walked);
    this.#steps.push({ titles, picture, note: '' });
    this.#say(titles, `  ${picture}`);
  }

  async #speak(page: Page, language: Language): Promise<void> {
    await value(page, 'settings.change', { language });
    await page.locator(`html[lang="${language}"]`).waitFor();
  }

  #say([en, zh]: Titles, more: string): void {
    console.log(`  ${this.#walked === 'en' ? en : zh}${more}`);
  }
}
