// SPDX-License-Identifier: Apache-2.0
import { en } from '../../../renderer/i18n/en/catalogue.ts';
import { zhCn } from '../../../renderer/i18n/zh-CN/catalogue.ts';
import type { Language } from '../../../shared/i18n/language.ts';

type Text<T> = { readonly [K in keyof T]: T[K] extends string ? string : Text<T[K]> };
export type Words = Text<typeof zhCn>;

/** Page objects find elements by the catalogue's texts, as people do. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? en : zhCn;
}

export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
