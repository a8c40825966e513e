// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import { escaped, type Words } from './words.ts';

type Act = keyof Words['tokenObjects']['act'];

/** U盾: the tokens plugged in, the chosen one's contents, and the dialogs that act on it. */
export class TokensPage {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get list(): Locator {
    return this.page.getByRole('list', { name: this.words.tokens.list });
  }

  token(label: string): Locator {
    return this.list.locator('li[data-kind="connected"]').filter({ hasText: label });
  }

  async choose(label: string): Promise<void> {
    await this.token(label).getByRole('button').first().click();
  }

  /** PIN management, writing and contents. */
  async openAdvanced(): Promise<void> {
    const toggle = this.page.locator('[data-advanced]').getByRole('button').first();
    await toggle.waitFor();
    if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  }

  contents(label: string): Locator {
    return this.page.getByRole('region', { name: label, exact: true });
  }

  get none(): Locator {
    return this.page.getByRole('heading', { name: this.words.tokens.emptyTitle });
  }

  get lookAgain(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.tokens.lookAgain, exact: true });
  }

  get modules(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.tokens.modules, exact: true });
  }

  get unlock(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.tokens.unlock, exact: true }).first();
  }

  lock(label: string): Locator {
    return this.token(label).getByRole('button', { name: this.words.tokens.lock });
  }

  act(act: Act): Locator {
    return this.page.locator(`[data-act="${act}"]`).getByRole('button');
  }

  get grid(): Locator {
    return this.page.getByRole('grid', { name: this.words.tokenObjects.table });
  }

  row(name: string): Locator {
    return this.grid.getByRole('row').filter({ hasText: name });
  }

  get sheet(): Locator {
    return this.page.getByRole('dialog', { name: this.words.tokenObjects.sheet });
  }

  /** Escape reaches the sheet only after the dialog above it has closed; until then the sheet is hidden. */
  async closeSheet(): Promise<void> {
    await this.sheet.waitFor();
    await this.page.keyboard.press('Escape');
    await this.sheet.waitFor({ state: 'hidden' });
  }

  withKey(action: 'test' | 'csr' | 'selfSign'): Locator {
    return this.sheet.getByRole('button', { name: this.words.tokenObjects[action], exact: true });
  }

  deleteOf(part: keyof Words['tokenObjects']['part'], name: string): Locator {
    return this.sheet.getByRole('button', {
      name: this.words.tokenObjects.deleteOf.replace('{{name}}', `${this.words.tokenObjects.part[part]} ${name}`),
    });
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  field(label: string): Locator {
    return this.dialog.getByRole('textbox', { name: label, exact: true }).or(this.secret(label));
  }

  private secret(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true }).and(this.page.locator('input[type="password"]'));
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get alert(): Locator {
    return this.dialog.getByRole('alert');
  }

  get working(): Locator {
    return this.dialog.getByText(this.words.tokenWork.keepIn);
  }

  get done(): Locator {
    return this.button(this.words.common.done);
  }

  get lastTry(): Locator {
    const { lastField, lastWord } = this.words.tokenWork.pin;
    return this.field(lastField.replace('{{word}}', lastWord));
  }

  async unlockWith(pin: string): Promise<void> {
    const { unlock, pin: words } = this.words.tokenWork;
    await this.unlock.click();
    await this.field(words.user).fill(pin);
    await this.button(unlock.go).click();
  }

  async own(): Promise<void> {
    await this.act('manage').click();
    await this.confirmOwn();
  }

  async confirmOwn(): Promise<void> {
    const { manage } = this.words.tokenWork;
    await this.dialog.getByText(manage.understand).click();
    await this.button(manage.on).click();
  }

  async newPin(pin: string): Promise<void> {
    await this.field(this.words.tokenWork.pin.newUser).fill(pin);
    await this.field(this.words.tokenWork.pin.newUserAgain).fill(pin);
  }

  card(name: string): Locator {
    return this.dialog.locator('label').filter({ hasText: new RegExp(`^${escaped(name)}`) });
  }
}
