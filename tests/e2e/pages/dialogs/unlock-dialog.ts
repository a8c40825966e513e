// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from '../words.ts';
import { choose } from '../../support/checks/choose.ts';

export class UnlockDialog {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: this.words.vault.unlockTitle });
  }

  kind(kind: 'withPassphrase' | 'withRecovery' | 'withToken'): Locator {
    return this.dialog.getByRole('radio', { name: this.words.vault[kind] });
  }

  /** The choice above the field has the same name. */
  private field(name: string): Locator {
    return this.dialog.getByLabel(name, { exact: true }).and(this.page.locator('input:not([type="radio"])'));
  }

  get passphrase(): Locator {
    return this.field(this.words.vault.passphrase);
  }

  get recoveryCode(): Locator {
    return this.dialog.getByTestId('recovery-code-field').getByRole('textbox').first();
  }

  get pin(): Locator {
    return this.field(this.words.tokenWork.pin.user);
  }

  get lookAgain(): Locator {
    return this.dialog.getByRole('button', { name: this.words.tokens.lookAgain, exact: true });
  }

  get unlock(): Locator {
    return this.dialog.getByRole('button', { name: this.words.vault.unlock, exact: true });
  }

  get alert(): Locator {
    return this.dialog.getByRole('alert');
  }

  get close(): Locator {
    return this.dialog.getByRole('button', { name: this.words.common.close, exact: true });
  }

  async withPassphrase(passphrase: string): Promise<void> {
    await this.passphrase.fill(passphrase);
    await this.unlock.click();
  }

  async withRecoveryCode(code: string): Promise<void> {
    await choose(this.kind('withRecovery'));
    await this.recoveryCode.fill(code);
    await this.unlock.click();
  }

  async withToken(pin: string): Promise<void> {
    await this.pin.fill(pin);
    await this.unlock.click();
  }
}
