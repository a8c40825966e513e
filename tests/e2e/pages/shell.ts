// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from './words.ts';

type Room =
  | 'overview'
  | 'certificates'
  | 'tokens'
  | 'browsers'
  | 'backup'
  | 'enrolment'
  | 'find'
  | 'activity'
  | 'settings'
  | 'help';

/** Navigation rail, vault state, banner. */
export class Shell {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  room(room: Room): Locator {
    return this.page
      .getByRole('navigation', { name: this.words.shell.rooms })
      .getByRole('button', { name: this.words.shell.room[room], exact: true });
  }

  async goTo(room: Room): Promise<void> {
    await this.room(room).click();
  }

  get vault(): Locator {
    return this.page.getByRole('region', { name: this.words.vault.label });
  }

  get lock(): Locator {
    return this.vault.getByRole('button', { name: this.words.vault.lock, exact: true });
  }

  get unlock(): Locator {
    return this.vault.getByRole('button', { name: this.words.vault.unlockVault, exact: true });
  }

  async notice(title: string): Promise<Locator> {
    const notice = this.page.getByRole('region', { name: title, exact: true });
    const next = this.page.getByRole('button', { name: this.words.notices.next });
    await notice.or(next).first().waitFor();
    for (let page = 0; page < 6 && !(await notice.isVisible()); page += 1) await next.click();
    return notice;
  }

  get recoveryBanner(): Locator {
    return this.page.getByRole('region', { name: this.words.vault.bannerTitle });
  }

  get writeDownRecoveryCode(): Locator {
    return this.recoveryBanner.getByRole('button', { name: this.words.vault.bannerAction });
  }
}
