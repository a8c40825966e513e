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

  /** The two boxes of the groups asked for. */
  get asked(): Locator {
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

  get refused(): Locator {
    return this.dialog.getByTestId('recovery-code-field').locator('[aria-invalid="true"]');
  }

  /** 1-based numbers of the groups asked for. */
  async askedNumbers(): Promise<[number, number]> {
    const numbers = await this.dialog.getByTestId('recovery-code-field').locator('label > small').allInnerTexts();
    return [Number(numbers[0]), Number(numbers[1])];
  }

  async typeAsked(code: readonly string[]): Promise<void> {
    for (const [at, number] of (await this.askedNumbers()).entries()) {
      await this.asked.nth(at).fill(code[number - 1] ?? '');
    }
  }

  /** The displayed groups, without their numbers. */
  async code(): Promise<string[]> {
    await this.groups.first().waitFor();
    const texts = await this.groups.allInnerTexts();
    return texts.map((text) => text.trim().split(/\s+/).at(-1) ?? '');
  }
}
