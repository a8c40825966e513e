// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from './words.ts';

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

  /** The first of the three ways in, on an empty list. */
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
    return this.page.getByRole('grid', { name: this.words.list.title });
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
    return this.page.getByRole('group', { name: this.words.list.filters }).getByRole('button', { name });
  }

  /** Order, groups, filters. */
  get view(): Locator {
    return this.page.getByRole('group', { name: this.words.list.view });
  }

  get group(): Locator {
    return this.view.getByLabel(this.words.list.group, { exact: true });
  }

  get sort(): Locator {
    return this.view.getByLabel(this.words.list.sort, { exact: true });
  }

  get tag(): Locator {
    return this.view.getByLabel(this.words.list.tag, { exact: true });
  }

  get hideInactive(): Locator {
    return this.view.getByRole('checkbox');
  }

  get select(): Locator {
    return this.view.getByRole('button', { name: this.words.list.select, exact: true });
  }

  get foot(): Locator {
    return this.page.locator('main footer');
  }

  /** The row with the focus, or the one that Tab reaches. */
  get activeRow(): Locator {
    return this.table.locator('[role="row"][tabindex="0"]');
  }

  column(name: keyof Words['list']['column']): Locator {
    return this.table.getByRole('columnheader', { name: this.words.list.column[name] });
  }

  get authorities(): Locator {
    return this.page.locator('main footer').getByRole('checkbox');
  }
}
