// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from '../words.ts';

export class RecoveryDialog {
  private readonly page: Page;
  readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog', { name: this.words.vault.recoveryTitle });
  }

  get create(): Locator {
    return this.dialog.getByRole('button', { name: this.words.vault.recoveryCreate });
  }

  get groups(): Locator {
    return this.dialog.getByTestId('recovery-code').getByRole('listitem');
  }

  get hide(): Locator {
    return this.dialog.getByRole('button', { name: this.words.vault.recoveryHide, exact: true });
  }

  get show(): Locator {
    return this.dialog.getByRole('button', { name: this.words.vault.recoveryShow, exact: true });
  }

  get written(): Locator {
    return this.dialog.getByRole('button', { name: this.words.vault.recoveryWritten });
  }

  get lastGroup(): Locator {
    return this.dialog.getByTestId('recovery-code-field').getByRole('textbox');
  }

  get fieldError(): Locator {
    return this.dialog.getByTestId('recovery-code-error');
  }

  get confirm(): Locator {
    return this.dialog.getByRole('button', { name: this.words.vault.recoveryConfirm, exact: true });
  }

  get saved(): Locator {
    return this.dialog.getByRole('alert').filter({ hasText: this.words.vault.recoverySaved });
  }

  get done(): Locator {
    return this.dialog.getByRole('button', { name: this.words.common.done, exact: true });
  }

  /** The displayed groups, without their numbers. */
  async code(): Promise<string[]> {
    await this.groups.first().waitFor();
    const texts = await this.groups.allInnerTexts();
    return texts.map((text) => text.trim().split(/\s+/).at(-1) ?? '');
  }
}
