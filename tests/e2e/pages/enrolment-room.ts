// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { PreflightFinding } from '../../../shared/schemas/enrolment/preflight.ts';
import type { Words } from './words.ts';
import { choose } from '../support/checks/choose.ts';

/** 申请与更新 and its dialogs. */
export class EnrolmentRoom {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get teaching(): Locator {
    return this.page.getByRole('region', { name: this.words.enrolment.none.title });
  }

  example(name: string): Locator {
    return this.teaching.getByRole('listitem').filter({ hasText: name }).getByRole('button');
  }

  get addProfile(): Locator {
    return this.page.getByRole('button', { name: this.words.enrolment.addProfile, exact: true });
  }

  get apply(): Locator {
    return this.page.getByRole('main').getByRole('button', { name: this.words.enrolment.apply, exact: true });
  }

  profile(name: string): Locator {
    return this.part('profiles').filter({ hasText: name });
  }

  request(name: string): Locator {
    return this.part('requests').filter({ hasText: name });
  }

  /** An application or renewal on a CA's web page. */
  waits(name: string): Locator {
    return this.part('requests').filter({ hasText: name });
  }

  private part(title: 'profiles' | 'requests'): Locator {
    return this.page.getByRole('region', { name: this.words.enrolment[title], exact: true }).getByRole('listitem');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get next(): Locator {
    return this.button(this.words.common.next);
  }

  finding(name: PreflightFinding): Locator {
    return this.dialog.locator(`[data-finding="${name}"]`);
  }

  /** Checks an EST or CMP server, or compares the clock with a web page's. */
  get askServer(): Locator {
    return this.dialog.locator('[data-ask-server]').getByRole('button');
  }

  /** Passes the preflight step. Over EST and CMP, the server must be checked. */
  async checkBefore(visit: () => Promise<void> = async () => undefined): Promise<void> {
    const own = this.dialog.getByRole('radio', { name: this.words.preflight.own, exact: true });
    await own.waitFor();
    await this.finding('key-in-vault').or(this.finding('key-by-page')).or(this.finding('key-on-token')).waitFor();
    // The app remembers an earlier choice, which may be the shared computer.
    if ((await this.dialog.getByRole('radio', { checked: true }).count()) === 0) await choose(own);
    if (await this.next.isDisabled()) {
      await this.askServer.click();
      await this.finding('server-known').waitFor();
    }
    await visit();
    await this.next.click();
  }

  get make(): Locator {
    return this.button(this.words.enrolment.wizard.make);
  }

  get made(): Locator {
    return this.dialog.getByText(this.words.enrolment.made.title);
  }

  get taken(): Locator {
    return this.dialog.getByText(this.words.enrolment.answer.done);
  }

  problem(name: string): Locator {
    return this.dialog.locator(`[data-reply-problem="${name}"]`);
  }

  /** Fills in the wizard until the request is made. `passphrase`: set with the vault's first key. */
  async applyTo(authority: string, values: Readonly<Record<string, string>>, passphrase: string | null): Promise<void> {
    await this.apply.click();
    await choose(this.dialog.getByRole('radio', { name: authority }));
    await this.next.click();
    await this.next.click();
    await this.checkBefore();
    for (const [label, text] of Object.entries(values)) await this.dialog.getByLabel(label, { exact: true }).fill(text);
    await this.make.click();
    if (passphrase === null) return;
    await this.dialog.getByLabel(this.words.vault.passphrase, { exact: true }).fill(passphrase);
    await this.dialog.getByLabel(this.words.vault.passphraseAgain, { exact: true }).fill(passphrase);
    await this.button(this.words.import.protectButton).click();
  }

  act(row: Locator, action: 'confirm' | 'reply' | 'show' | 'view' | 'delete' | 'goOn' | 'cancel'): Locator {
    if (action === 'goOn' || action === 'cancel')
      return row.getByRole('button', { name: this.words.webEnrolments[action] });
    return row.getByRole('button', { name: this.words.enrolment[action] });
  }

  /** 提交或查询, in the row of a request over EST or CMP. */
  ask(row: Locator): Locator {
    return row.getByRole('button', { name: this.words.servers.send.askOnce });
  }

  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }

  /** Starts an application by choosing a CA whose host was confirmed. */
  async startAt(authority: string): Promise<void> {
    await this.apply.click();
    await choose(this.dialog.getByRole('radio', { name: authority }));
    await this.next.click();
  }

  /** Shows the server's CA, then types the first digits of its fingerprint. */
  async acceptAuthority(fingerprint: string): Promise<void> {
    await this.button(this.words.servers.trust.look).click();
    await this.field(this.words.servers.trust.digits).fill(fingerprint.slice(0, 8));
    await this.button(this.words.servers.trust.accept).click();
    await this.dialog.getByText(this.words.servers.trust.accepted).waitFor();
  }
}
