// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import { escaped, type Words } from './words.ts';
import { choosePlace } from './dialogs/choose-place.ts';

/** Multiple selection: the bar and its dialogs. */
export class Selection {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get bar(): Locator {
    return this.page.getByRole('toolbar', { name: this.words.list.selection });
  }

  get count(): Locator {
    return this.page.locator('main header').getByRole('status');
  }

  private action(name: string): Locator {
    return this.bar.getByRole('button', { name, exact: true });
  }

  get all(): Locator {
    return this.page.locator('main header').getByRole('button', { name: new RegExp(`^${this.words.list.selectAll}`) });
  }

  get end(): Locator {
    return this.action(this.words.list.selectNone);
  }

  get tags(): Locator {
    return this.action(this.words.list.act.tag);
  }

  async export(what: 'exportFiles' | 'fileOpen' = 'exportFiles'): Promise<void> {
    await this.action(this.words.list.act.export).click();
    await this.page.getByRole('menuitem', { name: this.words.list[what], exact: true }).click();
  }

  get delete(): Locator {
    return this.action(this.words.list.act.delete);
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  inDialog(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get addTags(): Locator {
    return this.dialog.getByLabel(this.words.list.tagsAdd);
  }

  async chooseFolder(path: string): Promise<void> {
    await choosePlace(this.dialog, this.words, path);
  }

  get proof(): Locator {
    return this.dialog.getByRole('alert');
  }
}

/** 最近删除 and the undo messages. */
export class Trash {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get messages(): Locator {
    return this.page.getByRole('status', { name: this.words.common.messages });
  }

  get undo(): Locator {
    return this.messages.getByRole('button', { name: this.words.common.undo });
  }

  get link(): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${escaped(this.words.trash.title)}`) });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: 'restore' | 'restoreAll' | 'purge' | 'purgeAll'): Locator {
    return this.dialog.getByRole('button', { name: this.words.trash[name], exact: true });
  }

  get typed(): Locator {
    return this.dialog.getByLabel(this.words.trash.typeIt);
  }
}
