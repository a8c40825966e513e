// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Category } from '../../../renderer/features/imports/many/many-files.ts';
import type { Words } from './words.ts';

export class ImportMany {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').filter({ has: this.page.getByTestId('import-summary') });
  }

  private button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get done(): Locator {
    return this.button(this.words.common.done);
  }

  get password(): Locator {
    return this.dialog.locator('form input');
  }

  get tryAll(): Locator {
    return this.button(this.words.import.many.tryAll);
  }

  get retry(): Locator {
    return this.button(this.words.import.many.retry);
  }

  get stop(): Locator {
    return this.button(this.words.import.many.stop);
  }

  get continue(): Locator {
    return this.button(this.words.import.many.continue);
  }

  get back(): Locator {
    return this.page.getByRole('dialog').getByRole('button', { name: this.words.import.many.back, exact: true });
  }

  file(name: string): Locator {
    return this.dialog.getByRole('listitem').filter({ hasText: name });
  }

  async open(name: string): Promise<void> {
    await this.file(name).getByRole('button').click();
  }

  async counts(): Promise<Partial<Record<Category, number>>> {
    // Read atomically: categories change while files are read.
    const shown = this.dialog.getByTestId('import-summary').locator('[data-category]');
    const entries = await shown.evaluateAll((all) =>
      all.map((each) => [
        each.getAttribute('data-category') ?? '',
        Number(each.querySelector('dd')?.textContent?.replaceAll(',', '')),
      ]),
    );
    return Object.fromEntries(entries) as Partial<Record<Category, number>>;
  }
}
