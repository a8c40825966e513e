// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface WatchTexts {
  readonly withKey: string;
  readonly removed: string;
  readonly nothing: string;
}

const zhCn: WatchTexts = {
  withKey: '{{certificate}} 的私钥就在保险库里，本来就有到期提醒。',
  removed: '不再提醒 {{count}} 项。',
  nothing: '还没有只提醒到期的项目。',
};

const en: WatchTexts = {
  withKey: 'The key of {{certificate}} is in the vault: its countdown runs anyway.',
  removed: '{{count}} entries are no longer watched.',
  nothing: 'Nothing is watched yet.',
};

export const watchTexts: Record<Language, WatchTexts> = { 'zh-CN': zhCn, en };
