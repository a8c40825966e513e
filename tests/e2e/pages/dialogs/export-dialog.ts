// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { ExportTarget } from '../../../../renderer/features/exports/export-form.ts';
import type { ExportFormat } from '../../../../shared/schemas/certificates/export-options.ts';
import { escaped, type Words } from '../words.ts';
import { choosePlace } from './choose-place.ts';
import { choose } from '../../support/checks/choose.ts';

export class ExportDialog {
  private readonly page: Page;
  private readonly words: Words;
  private readonly other: Locator | null;

  /** `other`: a different dialog that asks for a place the same way. */
  constructor(page: Page, words: Words, other: Locator | null = null) {
    this.page = page;
    this.words = words;
    this.other = other;
  }

  get dialog(): Locator {
    return this.other ?? this.page.getByRole('dialog', { name: new RegExp(`^${escaped(this.words.export.title)}`) });
  }

  private button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  format(format: ExportFormat): Locator {
    return this.dialog.getByRole('radio', { name: this.words.export.name[format] });
  }

  target(target: ExportTarget): Locator {
    // One option's description may contain another's name.
    return this.dialog.getByRole('radio', { name: new RegExp(`^${this.words.export.target[target]}`) });
  }

  get includeChain(): Locator {
    return this.dialog.getByRole('checkbox', { name: this.words.export.includeChain });
  }

  get next(): Locator {
    return this.button(this.words.common.next);
  }

  get back(): Locator {
    return this.button(this.words.common.back);
  }

  get password(): Locator {
    return this.dialog.getByLabel(this.words.export.password, { exact: true });
  }

  get passwordAgain(): Locator {
    return this.dialog.getByLabel(this.words.export.passwordAgain, { exact: true });
  }

  get write(): Locator {
    return this.button(this.words.export.write);
  }

  get lockedHint(): Locator {
    return this.dialog.getByText(this.words.export.lockedTitle);
  }

  get proof(): Locator {
    return this.dialog.getByRole('alert').filter({ hasText: this.words.export.doneTitle });
  }

  get androidNext(): Locator {
    return this.dialog.getByText(this.words.export.androidNext, { exact: true });
  }

  get done(): Locator {
    return this.button(this.words.common.done);
  }

  async chooseFormat(format: ExportFormat): Promise<void> {
    await choose(this.format(format));
  }

  async chooseTarget(target: ExportTarget): Promise<void> {
    await choose(this.target(target));
  }

  async protectWith(password: string): Promise<void> {
    await this.password.fill(password);
    await this.passwordAgain.fill(password);
    await this.next.click();
  }

  get choosePlaceButton(): Locator {
    return this.button(this.words.export.choosePlace);
  }

  async choosePlace(path: string): Promise<void> {
    await choosePlace(this.dialog, this.words, path);
  }
}
