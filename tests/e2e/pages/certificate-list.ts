// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from './words.ts';
import { choose } from '../support/checks/choose.ts';

export class CertificateList {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get emptyTitle(): Locator {
    return this.page.getByRole('heading', { name: this.words.list.emptyTitle });
  }

  /** The first action on an empty list. */
  get importFirst(): Locator {
    return this.page.getByRole('list', { name: this.words.list.ways }).getByRole('button', {
      name: this.words.list.wayFile,
    });
  }

  get importButton(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.list.import, exact: true });
  }

  get search(): Locator {
    return this.page.getByRole('searchbox', { name: this.words.list.search });
  }

  get table(): Locator {
    const name = this.words.list.title;
    // With a two-certificate identity the rows form a tree.
    return this.page.getByRole('grid', { name }).or(this.page.getByRole('treegrid', { name }));
  }

  get rows(): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('rowheader') });
  }

  row(name: string): Locator {
    return this.table.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name }) });
  }

  get noMatch(): Locator {
    return this.page.getByRole('heading', { name: this.words.list.noMatchTitle });
  }

  filter(name: string | RegExp): Locator {
    return this.page.getByRole('radiogroup', { name: this.words.list.filters }).getByRole('radio', { name });
  }

  /** Opens the filters and tags that don't fit. */
  get more(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: new RegExp(`^${this.words.list.more}( ?\\d+)?$`) });
  }

  async filterByTag(tag: string): Promise<void> {
    await this.more.click();
    await this.page.getByRole('menuitem', { name: tag, exact: true }).click();
  }

  get viewButton(): Locator {
    return this.page.getByRole('button', { name: this.words.list.view });
  }

  /** Sorting, grouping, columns, row height. */
  get view(): Locator {
    return this.page.getByRole('dialog', { name: this.words.list.view });
  }

  private async inView(act: (view: Locator) => Promise<void>): Promise<void> {
    await this.viewButton.click();
    await act(this.view);
    if (await this.view.isVisible()) await this.page.keyboard.press('Escape');
    await this.view.waitFor({ state: 'hidden' });
  }

  async choose(part: 'sort' | 'group', option: string): Promise<void> {
    await this.inView(async (view) => {
      const group = view.getByRole('radiogroup', { name: this.words.list[part] });
      await choose(group.getByRole('radio', { name: option, exact: true }));
    });
  }

  async tick(name: string | RegExp, on: boolean): Promise<void> {
    await this.inView(async (view) => view.getByRole('checkbox', { name }).setChecked(on, { force: true }));
  }

  async press(name: string | RegExp): Promise<void> {
    await this.inView(async (view) => view.getByRole('button', { name }).click());
  }

  /** `10,000 certificates`, as announced by a screen reader. */
  get count(): Locator {
    return this.page.getByRole('main').getByRole('status').last();
  }

  /** The heading of the expired certificates. */
  get expired(): Locator {
    return this.table.getByRole('button', { name: new RegExp(`^${this.words.list.expired}`) });
  }

  /** The focused row, or the one Tab reaches. */
  get activeRow(): Locator {
    return this.table.locator('[role="row"][tabindex="0"]');
  }

  column(name: keyof Words['list']['column']): Locator {
    return this.table.getByRole('columnheader', { name: this.words.list.column[name] });
  }
}
