// SPDX-License-Identifier: Apache-2.0
import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../../shared/i18n/language.ts';
import { en } from './en/catalogue.ts';
import { zhCn } from './zh-CN/catalogue.ts';
import { groupDigits } from './group-digits.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: { ui: typeof zhCn };
    returnNull: false;
  }
}

const numbers: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown) => (typeof value === 'number' && value >= 1000 ? groupDigits(value) : (value as string)),
};

/** Loads both catalogues, so that switching is instant. */
export async function startI18n(language: Language): Promise<void> {
  await i18next
    .use(initReactI18next)
    .use(numbers)
    .init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'ui',
      ns: ['ui'],
      resources: { 'zh-CN': { ui: zhCn }, en: { ui: en } },
      // React already escapes.
      interpolation: { escapeValue: false, alwaysFormat: true },
    });
}

export async function switchLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
}

export function wordsIn(language: Language) {
  return i18next.getFixedT(language, 'ui');
}

export function useText() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return { t, language };
}
export type Text = ReturnType<typeof useText>;
