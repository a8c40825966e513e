// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from '../words.ts';

type Work = 'copies' | 'authority' | 'replace' | 'clean';

export class LossDialog {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: this.words.losses.title, exact: true });
  }

  /** Opens the dialog, from the detail pane or a room. */
  get open(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.losses.open, exact: true }).first();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  kind(name: 'lost' | 'stolen' | 'key-exposed'): Locator {
    return this.dialog.getByRole('radio', { name: this.words.losses.what[name] });
  }

  get report(): Locator {
    return this.button(this.words.losses.what.report);
  }

  get next(): Locator {
    return this.button(this.words.common.next);
  }

  get back(): Locator {
    return this.button(this.words.common.back);
  }

  /** The current step, once shown. */
  at(step: Work | 'what' | 'end'): Locator {
    return this.dialog
      .getByRole('list', { name: this.words.common.steps })
      .locator('[aria-current="step"]')
      .filter({ hasText: this.words.losses.step[step] });
  }

  tick(name: string): Locator {
    return this.dialog.getByRole('checkbox', { name, exact: true });
  }

  get authority(): Locator {
    return this.dialog.getByLabel(this.words.losses.authority.choose, { exact: true });
  }

  /** A button in the details' notice about a loss. */
  notice(name: 'goOn' | 'foundAgain'): Locator {
    return this.page.getByRole('button', { name: this.words.losses.notice[name], exact: true });
  }
}
