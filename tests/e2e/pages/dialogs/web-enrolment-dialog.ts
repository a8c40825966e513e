// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import { personAt } from '../../support/people/person.ts';
import type { Words } from '../words.ts';

/** An application on the page of an authority: the folder, the page, and the file that is waited for. */
export class WebEnrolmentDialog {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  get next(): Locator {
    return this.button(this.words.common.next);
  }

  /** Another folder than the one that is suggested, if one is. */
  async chooseFolder(path: string): Promise<void> {
    await personAt(this.page).choosePlace(path);
    await this.button(this.words.export.chooseFolder).or(this.button(this.words.webEnrolments.otherFolder)).click();
  }

  get openAddress(): Locator {
    return this.button(this.words.webEnrolments.openAddress);
  }

  get waiting(): Locator {
    return this.dialog.getByText(this.words.webEnrolments.waiting, { exact: true });
  }

  get later(): Locator {
    return this.button(this.words.webEnrolments.later);
  }

  /** The line of a file that came: the one on top, in the dialog or in the room. */
  file(name: string): Locator {
    return this.page.getByText(this.words.webEnrolments.arrived.replace('{{name}}', name), { exact: true }).last();
  }

  /** Of a file that came; here or in the room. */
  importOf(name: string): Locator {
    return this.page
      .getByRole('button', { name: `${this.words.webEnrolments.import}${this.of}${name}`, exact: true })
      .last();
  }

  /** What stands between an action and its row. */
  private get of(): string {
    return this.words.enrolment.of.replace('{{action}}', '').replace('{{name}}', '');
  }
}
