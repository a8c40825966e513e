// SPDX-License-Identifier: Apache-2.0
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** Maps any Chinese locale (zh-TW, zh-HK, …) to zh-CN and all others to English. */
export function languageOf(locale: string): Language {
  return /^zh\b/i.test(locale.replaceAll('_', '-')) ? 'zh-CN' : 'en';
}
