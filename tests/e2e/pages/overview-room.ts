// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { OverviewTask } from '../../../shared/schemas/overview.ts';
import type { Words } from './words.ts';

export class OverviewRoom {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1, name: this.words.shell.room.overview });
  }

  /** One of the four actions on an empty vault. */
  way(name: 'file' | 'usbKey' | 'restore' | 'apply'): Locator {
    return this.page
      .getByRole('list', { name: this.words.overview.empty.ways })
      .getByRole('button', { name: this.words.overview.empty[name] });
  }

  get tasks(): Locator {
    return this.page.getByRole('list', { name: this.words.overview.todo }).getByRole('listitem');
  }

  task(kind: OverviewTask['kind']): Locator {
    return this.page.locator(`[data-task="${kind}"]`);
  }

  get calm(): Locator {
    return this.page.getByText(this.words.overview.calm, { exact: true });
  }

  get cards(): Locator {
    return this.page.getByRole('list', { name: this.words.overview.yours }).getByRole('listitem');
  }

  card(name: string): Locator {
    return this.cards.filter({ has: this.page.getByRole('heading', { name, exact: true }) });
  }

  get first(): Locator {
    return this.page.getByRole('list', { name: this.words.overview.first }).getByRole('listitem');
  }

  get months(): Locator {
    return this.page.getByRole('region', { name: this.words.overview.year }).getByRole('list').getByRole('button');
  }

  get search(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.list.search });
  }

  get practise(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.practice.title, exact: true });
  }

  get practiceSteps(): Locator {
    return this.page.getByRole('list', { name: this.words.practice.steps }).getByRole('listitem');
  }

  get practiceCertificate(): Locator {
    return this.page.getByRole('region', { name: this.words.practice.certificate });
  }

  get endPractice(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.practice.end, exact: true });
  }
}
