// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';
import type { Words } from './words.ts';

export class SettingsPage {
  private readonly page: Page;
  private readonly words: Words;

  constructor(page: Page, words: Words) {
    this.page = page;
    this.words = words;
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1, name: this.words.settings.title });
  }

  section(name: 'appearance' | 'about'): Locator {
    return this.page
      .getByRole('navigation', { name: this.words.settings.sections })
      .getByRole('button', { name: this.words.settings[name], exact: true });
  }

  get licences(): Locator {
    const { showOf, licence } = this.words.settings;
    return this.page.getByRole('button', { name: showOf.replace('{{name}}', licence), exact: true });
  }

  private choice(group: 'language' | 'theme' | 'textSize', option: string): Locator {
    return this.page
      .getByRole('radiogroup', { name: this.words.settings[group] })
      .getByRole('radio', { name: option, exact: true });
  }

  language(name: '中文' | 'English'): Locator {
    return this.choice('language', name);
  }

  theme(theme: 'themeSystem' | 'themeLight' | 'themeDark'): Locator {
    return this.choice('theme', this.words.settings[theme]);
  }

  textSize(size: 'textStandard' | 'textLarge' | 'textLargest'): Locator {
    return this.choice('textSize', this.words.settings[size]);
  }

  /** The label: the radio button itself is too small to scroll into view. */
  autoLock(minutes: 1 | 15): Locator {
    const { minutes_other: plural, ...one } = this.words.time;
    const singular = 'minutes_one' in one ? String(one.minutes_one) : plural;
    const name = (minutes === 1 ? singular : plural).replace('{{count}}', String(minutes));
    return this.page.getByRole('radiogroup', { name: this.words.security.autoLock }).getByText(name, { exact: true });
  }
}
