// SPDX-License-Identifier: Apache-2.0
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** Any Chinese locale (zh-TW, zh-HK, …) becomes zh-CN, everything else English. */
export function languageOf(locale: string): Language {
  return /^zh\b/i.test(locale.replaceAll('_', '-')) ? 'zh-CN' : 'en';
}
