// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

type Word = 'days' | 'next' | 'standard' | 'none' | 'noNext' | 'snoozedUntil' | 'unsafe' | 'replaced';

export const remindTexts: Readonly<Record<Language, Readonly<Record<Word, string>>>> = {
  'zh-CN': {
    days: '到期前（天）',
    next: '下次提醒',
    standard: '按设置',
    none: '不提醒',
    noNext: '无',
    snoozedUntil: '已推迟到 ',
    unsafe: '已登记被盗或泄露，不再提醒到期',
    replaced: '已补办，不再提醒到期',
  },
  en: {
    days: 'Days before expiry',
    next: 'Next reminder',
    standard: 'default',
    none: 'never',
    noNext: 'none',
    snoozedUntil: 'snoozed until ',
    unsafe: 'no expiry reminders: reported stolen or exposed',
    replaced: 'no expiry reminders: already replaced',
  },
};
