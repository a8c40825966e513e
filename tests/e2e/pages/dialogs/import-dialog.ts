// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from '../words.ts';

export class ImportDialog {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get dialog(): Locator {
    const { title, viewTitle, vaultFile } = this.words.import;
    return this.page.getByRole('dialog', { name: new RegExp(`^(${title}|${viewTitle}|${vaultFile.title})$`) });
  }

  private button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get choose(): Locator {
    return this.button(this.words.import.chooseButton);
  }

  get pasteField(): Locator {
    return this.dialog.getByRole('textbox', { name: this.words.import.pasteLabel });
  }

  get readText(): Locator {
    return this.button(this.words.import.pasteButton);
  }

  get password(): Locator {
    return this.dialog.getByLabel(this.words.import.password, { exact: true });
  }

  /** The label changes after a wrong password. */
  get open(): Locator {
    return this.button(this.words.import.open).or(this.button(this.words.common.retry));
  }

  diagnosis(code: string): Locator {
    return this.dialog.locator(`[data-diagnosis="${code}"]`);
  }

  get alert(): Locator {
    return this.dialog.getByRole('alert');
  }

  get found(): Locator {
    return this.dialog.getByRole('list', { name: this.words.import.inside }).getByRole('listitem');
  }

  /** Imports without installing. The label differs beside `installGo`. */
  get commit(): Locator {
    return this.button(this.words.import.commit).or(this.button(this.words.import.importOnly));
  }

  get installGo(): Locator {
    return this.button(this.words.import.installGo);
  }

  get twin(): Locator {
    return this.dialog.getByRole('checkbox', { name: this.words.import.replacesHow });
  }

  /** What was done and what remains. */
  get rows(): Locator {
    return this.dialog.getByRole('list', { name: this.words.import.result.rows }).getByRole('listitem');
  }

  get bankAddress(): Locator {
    return this.dialog.getByLabel(this.words.bankSite.address, { exact: true });
  }

  get bankHost(): Locator {
    return this.dialog.getByTestId('bank-host');
  }

  get bankCompared(): Locator {
    return this.dialog.getByText(this.words.bankSite.iCompared, { exact: true });
  }

  /** `first`: also confirms the address. `known`: the address was compared earlier. */
  openBank(how: 'first' | 'known', browser: string): Locator {
    const text = this.words.bankSite[how === 'first' ? 'openIn' : 'openSiteIn'];
    return this.button(text.replace('{{browser}}', browser));
  }

  get passphrase(): Locator {
    return this.dialog.getByLabel(this.words.vault.passphrase, { exact: true });
  }

  get passphraseAgain(): Locator {
    return this.dialog.getByLabel(this.words.vault.passphraseAgain, { exact: true });
  }

  vaultSecret(kind: 'passphrase' | 'recoveryCode'): Locator {
    return this.dialog.getByLabel(this.words.import.vaultFile[kind], { exact: true });
  }

  get merge(): Locator {
    return this.button(this.words.import.vaultFile.merge);
  }

  get next(): Locator {
    return this.button(this.words.common.next);
  }

  get protect(): Locator {
    return this.button(this.words.import.protectButton);
  }

  get done(): Locator {
    return this.button(this.words.common.done);
  }

  get view(): Locator {
    return this.button(this.words.import.viewCertificate);
  }

  get nextFile(): Locator {
    return this.button(this.words.import.nextFile);
  }

  get skip(): Locator {
    return this.button(this.words.import.skip);
  }

  get another(): Locator {
    return this.button(this.words.import.another);
  }

  get cancelOperation(): Locator {
    return this.button(this.words.progress.cancel);
  }

  get progress(): Locator {
    return this.dialog.getByRole('progressbar');
  }

  get close(): Locator {
    return this.button(this.words.common.close).last();
  }

  async openWith(password: string): Promise<void> {
    await this.password.fill(password);
    await this.open.click();
  }

  async protectWith(passphrase: string): Promise<void> {
    await this.passphrase.fill(passphrase);
    await this.passphraseAgain.fill(passphrase);
    await this.protect.click();
  }
}
