// SPDX-License-Identifier: Apache-2.0
import type { Settings } from '../schemas/settings.ts';
import { languageOf } from './language.ts';
import type { Language } from './language.ts';

export function settingsLanguage(setting: Settings['language'], systemLocale: string): Language {
  return setting === 'system' ? languageOf(systemLocale) : setting;
}
