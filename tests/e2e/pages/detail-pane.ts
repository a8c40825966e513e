// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from './words.ts';

export class DetailPane {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get pane(): Locator {
    return this.page.getByRole('complementary', { name: this.words.detail.pane });
  }

  /** The drawer of a narrow window. */
  get sheet(): Locator {
    return this.page.getByRole('dialog', { name: this.words.detail.pane });
  }

  heading(name: string): Locator {
    return this.pane.getByRole('heading', { level: 2, name, exact: true });
  }

  get checklist(): Locator {
    return this.pane.getByRole('list', { name: this.words.detail.checks });
  }

  tab(name: 'tabOverview' | 'tabChain' | 'tabDetails'): Locator {
    return this.pane.getByRole('tab', { name: this.words.detail[name] });
  }

  /** The value next to a name in the details. */
  fact(name: 'subject' | 'issuer' | 'origin' | 'serial'): Locator {
    const term = this.pane.getByRole('term').filter({ hasText: new RegExp(`^${this.words.detail[name]}$`) });
    return term.locator('xpath=following-sibling::dd[1]');
  }

  get more(): Locator {
    return this.pane.getByRole('button', { name: this.words.detail.more, exact: true });
  }

  async choose(action: keyof Words['menu']): Promise<void> {
    await this.more.click();
    await this.page.getByRole('menuitem', { name: this.words.menu[action] }).click();
  }

  get describing(): Locator {
    return this.page.getByRole('dialog', { name: this.words.detail.notes });
  }

  field(name: 'label' | 'place' | 'tags' | 'note'): Locator {
    return this.describing.getByRole('textbox', { name: this.words.detail[name], exact: true });
  }

  get save(): Locator {
    return this.describing.getByRole('button', { name: this.words.common.save, exact: true });
  }

  get unlockNote(): Locator {
    return this.describing.getByRole('button', { name: this.words.detail.noteUnlock });
  }
}
