// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import type { Words } from './words.ts';
import { choose } from '../support/checks/choose.ts';

/** Settings -> 安全 and its dialogs. */
export class SecuritySection {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get section(): Locator {
    return this.page.getByRole('region', { name: this.words.security.title, exact: true });
  }

  way(kind: ProtectorKind): Locator {
    const name = this.page.getByText(this.words.settings.protector[kind], { exact: true });
    // The row that adds a token follows the tokens.
    return this.section.getByRole('listitem').filter({ has: name }).first();
  }

  button(name: keyof Words['security']): Locator {
    return this.section.getByRole('button', { name: this.words.security[name], exact: true });
  }

  dialog(title: keyof Words['security']): Locator {
    return this.page.getByRole('dialog', { name: this.words.security[title] });
  }

  private field(dialog: Locator, name: keyof Words['security']): Locator {
    return dialog.getByLabel(this.words.security[name], { exact: true }).and(this.page.locator('input'));
  }

  get changing(): Locator {
    return this.dialog('changePassphrase');
  }

  async typeChange(current: string, next: string, options: { known?: boolean } = {}): Promise<void> {
    await this.field(this.changing, 'currentPassphrase').fill(current);
    await this.typeNew(this.changing, next);
    if (options.known === true) await choose(this.changing.getByRole('checkbox'));
  }

  async typeNew(dialog: Locator, next: string): Promise<void> {
    await this.field(dialog, 'newPassphrase').fill(next);
    await this.field(dialog, 'newPassphraseAgain').fill(next);
  }

  submit(dialog: Locator): Locator {
    return dialog.locator('button[type="submit"]');
  }

  done(dialog: Locator): Locator {
    return dialog.getByRole('button', { name: this.words.common.done, exact: true });
  }

  get addingToken(): Locator {
    return this.dialog('addToken');
  }

  get pin(): Locator {
    return this.addingToken.getByLabel(this.words.tokenWork.pin.user, { exact: true }).and(this.page.locator('input'));
  }

  async addToken(pin: string): Promise<void> {
    await this.pin.fill(pin);
    await this.submit(this.addingToken).click();
  }

  get lost(): Locator {
    return this.dialog('lostTitle');
  }

  get lostLink(): Locator {
    return this.page.getByRole('button', { name: this.words.security.lostLink, exact: true });
  }

  get lostCode(): Locator {
    return this.lost.getByTestId('recovery-code-field').getByRole('textbox').first();
  }

  get noCode(): Locator {
    return this.lost.getByRole('button', { name: this.words.security.noCode });
  }

  oldMay(choice: 'known' | 'oldForgotten'): Locator {
    return this.lost.getByRole('radio', { name: this.words.security[choice] });
  }
}
