import { en } from '../../../renderer/i18n/en/catalogue.ts';
import { zhCn } from '../../../renderer/i18n/zh-CN/catalogue.ts';
import type { Language } from '../../../shared/i18n/language.ts';

type Text<T> = { readonly [K in keyof T]: T[K] extends string ? string : Text<T[K]> };
export type Words = Text<typeof zhCn>;

/** The catalogue's words, by which page objects find things: a person finds them by these, too. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? en : zhCn;
}

/** `{{name}}` replaced. What is not given matches anything. */
function filled(template: string, values: Readonly<Record<string, string | number>> = {}): RegExp {
  const parts = template.split(/(\{\{\w+\}\})/);
  const pattern = parts.map((part) => {
    const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
    if (name === undefined) return escaped(part);
    const value = values[name];
    return value === undefined ? '.*' : escaped(String(value));
  });
  return new RegExp(pattern.join(''));
}

export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
