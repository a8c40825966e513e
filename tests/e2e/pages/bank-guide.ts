// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { GuideStep } from '../../../renderer/features/enrolment/guide/guide-steps.ts';
import { personAt } from '../support/people/person.ts';
import type { Words } from './words.ts';

/** The general guide of 申请与更新: a first application on a separate page, a renewal beside the list. */
export class BankGuide {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  button(name: string): Locator {
    return this.main.getByRole('button', { name, exact: true });
  }

  step(step: GuideStep): Locator {
    return this.main.locator(`[data-step="${step}"]`);
  }

  /** The current step. */
  get now(): Locator {
    return this.main.locator('[data-step][aria-current="step"]');
  }

  async tick(step: keyof Words['guide']['act']): Promise<void> {
    const done = this.step(step).getByRole('button', { name: this.words.guide.act[step], exact: true });
    await done.click();
    await done.waitFor({ state: 'hidden' });
  }

  /** Enters a bank without a profile and marks its address as compared. The app then asks outside the page. */
  async typeBank(bank: { readonly name: string; readonly site: string; readonly phone: string }): Promise<void> {
    const { bankSite, common, guide } = this.words;
    await this.main.getByLabel(guide.bank.nameField, { exact: true }).fill(bank.name);
    await this.main.getByLabel(guide.bank.site, { exact: true }).fill(bank.site);
    await this.main.getByLabel(guide.bank.phone, { exact: true }).fill(bank.phone);
    await this.main.getByText(bankSite.iCompared, { exact: true }).click();
    await this.button(common.save).click();
  }

  get openAddress(): Locator {
    // The button also names the browser if the certificate is in one.
    const { openSite } = this.words.bankSite;
    return this.step('site').getByRole('button', { name: openSite });
  }

  /** Watches the folder the system suggests, or asks for one. */
  get watch(): Locator {
    return this.button(this.words.guide.watch);
  }

  get otherFolder(): Locator {
    return this.button(this.words.webEnrolments.otherFolder);
  }

  /** Requires that the system suggests no folder, or that a folder is already watched. */
  async watchFolder(path: string): Promise<void> {
    await personAt(this.page).choosePlace(path);
    if (await this.watch.isVisible()) await this.watch.click();
    else await this.otherFolder.click();
  }

  watching(folder: string): Locator {
    return this.main.getByText(this.words.guide.watching.replace('{{folder}}', folder), { exact: true });
  }

  get giveUp(): Locator {
    return this.button(this.words.guide.giveUp);
  }

  get back(): Locator {
    return this.button(this.words.guide.back);
  }

  /** The line of a received file, in the guide or the room. */
  file(name: string): Locator {
    return this.page.getByText(this.words.webEnrolments.arrived.replace('{{name}}', name), { exact: true }).last();
  }

  /** The import button of a received file, in the guide or the room. */
  importOf(name: string): Locator {
    return this.page
      .getByRole('button', { name: `${this.words.webEnrolments.import}${this.of}${name}`, exact: true })
      .last();
  }

  /** The text that joins action and file name. */
  private get of(): string {
    return this.words.enrolment.of.replace('{{action}}', '').replace('{{name}}', '');
  }
}
