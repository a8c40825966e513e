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

type Words = ReturnType<typeof i18next.getFixedT<'ui'>>;

const known = new Map<Language, Words>();

export function wordsIn(language: Language): Words {
  const words = known.get(language) ?? keepPlainTexts(i18next.getFixedT(language, 'ui'));
  known.set(language, words);
  return words;
}

/** A list asks for the same texts in every row, and i18next is slower than React. */
function keepPlainTexts(translate: Words): Words {
  const texts = new Map<unknown, unknown>();
  return new Proxy(translate, {
    apply(target, self, asked: unknown[]) {
      if (asked.length > 1) return Reflect.apply(target, self, asked);
      const [key] = asked;
      if (!texts.has(key)) texts.set(key, Reflect.apply(target, self, asked));
      return texts.get(key);
    },
  });
}

export function useText() {
  const { i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return { t: wordsIn(language), language };
}
export type Text = ReturnType<typeof useText>;
