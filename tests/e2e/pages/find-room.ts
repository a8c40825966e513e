// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import { personAt } from '../support/people/person.ts';
import type { Words } from './words.ts';

/** 查找证书. */
export class FindRoom {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  private button(name: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name, exact: true });
  }

  get start(): Locator {
    return this.button(this.words.find.start);
  }

  get startAgain(): Locator {
    return this.button(this.words.find.startAgain);
  }

  get pause(): Locator {
    return this.button(this.words.find.pause);
  }

  get resume(): Locator {
    return this.button(this.words.find.resume);
  }

  get stop(): Locator {
    return this.button(this.words.find.stop);
  }

  get rows(): Locator {
    return this.page.locator('[data-found]');
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  ended(how: 'done' | 'cancelled'): Locator {
    return this.page.locator(`[data-search-ended="${how}"]`);
  }

  async searchOnly(folder: string): Promise<void> {
    const places = this.page.getByRole('region', { name: this.words.find.where });
    const change = places.getByRole('button', { name: this.words.find.changePlaces, exact: true });
    await places.waitFor();
    if (await change.isVisible()) await change.click();
    await places.getByRole('checkbox').first().waitFor({ state: 'attached' });
    for (const box of await places.getByRole('checkbox').all()) await box.setChecked(false, { force: true });
    await personAt(this.page).choosePlace(folder);
    await this.button(this.words.find.addFolder).click();
    await places.getByText(folder).waitFor();
  }
}
