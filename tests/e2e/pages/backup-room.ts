// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import { personAt } from '../support/people/person.ts';
import { choosePlace } from './dialogs/choose-place.ts';
import type { Words } from './words.ts';
import { choose } from '../support/checks/choose.ts';

/** 备份与恢复 with its three dialogs. */
export class BackupRoom {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get create(): Locator {
    return this.page.getByRole('button', { name: this.words.backup.create, exact: true });
  }

  async openWizard(): Promise<void> {
    await this.create.click();
    await this.open.getByRole('radio').first().waitFor({ state: 'attached' });
    if ((await this.open.getByRole('radio', { name: this.words.backup.wizard.everything }).count()) > 0)
      await this.next.click();
  }

  get restore(): Locator {
    return this.page.getByRole('button', { name: this.words.backup.restore, exact: true });
  }

  state(name: 'unsaved' | 'outdated' | 'onlyHere' | 'codeMissing' | 'nothing'): Locator {
    return this.page.getByRole('main').getByText(this.words.backup.state[name], { exact: true });
  }

  /** Newest first. */
  get history(): Locator {
    return this.page.locator('[data-backup]');
  }

  act(backup: Locator, action: 'verify' | 'restore'): Locator {
    return backup.getByRole('button', { name: new RegExp(`^${this.words.backup.row[action]}`) });
  }

  dialog(of: 'wizard' | 'verify' | 'restoring'): Locator {
    return this.page.getByRole('dialog', { name: this.words.backup[of].title, exact: true });
  }

  get open(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: string): Locator {
    return this.open.getByRole('button', { name, exact: true });
  }

  get next(): Locator {
    return this.button(this.words.common.next);
  }

  get done(): Locator {
    return this.button(this.words.common.done);
  }

  get alert(): Locator {
    return this.open.getByRole('alert');
  }

  field(label: string): Locator {
    return this.open.getByLabel(label, { exact: true });
  }

  async choose(name: string): Promise<void> {
    await choose(this.open.getByRole('radio', { name }));
  }

  async chooseFolder(path: string): Promise<void> {
    await choosePlace(this.open, this.words, path);
    await this.open.getByText(this.words.export.chosen).waitFor();
  }

  async openBackup(path: string): Promise<void> {
    await personAt(this.open.page()).openFiles([path]);
    await this.button(this.words.backup.restoring.choose).click();
  }

  item(sha256: string): Locator {
    return this.open.locator(`[data-item="${sha256}"]`);
  }
}
