// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from './words.ts';

/** 浏览器与系统: stores, inventory, and the sheet with all locations of one certificate. */
export class BrowsersRoom {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  store(name: string): Locator {
    const stores = this.page.getByRole('list', { name: this.words.browsers.stores });
    return stores.getByRole('listitem').filter({ hasText: name });
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: this.words.browsers.table });
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: name });
  }

  get lookAgain(): Locator {
    return this.page
      .getByRole('main')
      .getByRole('button', { name: this.words.browsers.lookAgain, exact: true })
      .first();
  }

  get install(): Locator {
    return this.page.getByRole('button', { name: this.words.browsers.install, exact: true });
  }

  get sheet(): Locator {
    return this.page.getByRole('dialog', { name: this.words.browsers.sheet });
  }

  at(place: string, action: 'test' | 'remove' | 'takeIn' | 'installKey'): Locator {
    return this.sheet.getByRole('button', { name: `${this.words.browsers.act[action]} ${place}` });
  }
}
