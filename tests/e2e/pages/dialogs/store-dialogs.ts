// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from '../words.ts';

/** Install wizard, key test, removal and import. */
export class StoreDialogs {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  place(name: string): Locator {
    return this.dialog.getByRole('checkbox', { name });
  }

  get next(): Locator {
    return this.button(this.words.common.next);
  }

  get install(): Locator {
    return this.button(this.words.install.go);
  }

  /** Pairs of certificate and store. */
  get results(): Locator {
    return this.dialog.getByRole('list', { name: this.words.install.results }).getByRole('listitem');
  }

  get testKey(): Locator {
    return this.button(this.words.proof.keyGo);
  }

  get keyPassed(): Locator {
    return this.dialog.getByText(this.words.proof.keyPassed, { exact: true });
  }

  get remove(): Locator {
    return this.button(this.words.removal.go);
  }

  get takeIn(): Locator {
    return this.button(this.words.takeIn.go);
  }

  get done(): Locator {
    return this.button(this.words.common.done);
  }
}
