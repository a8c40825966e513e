// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface WatchTexts {
  readonly withKey: string;
  readonly removed: string;
  readonly nothing: string;
}

const zhCn: WatchTexts = {
  withKey: '{{certificate}} 的私钥在保险库里，已经有到期提醒。',
  removed: '已移除 {{count:reminder}}。',
  nothing: '还没有到期提醒。请用 certsteward watch add 文件.cer 添加。',
};

const en: WatchTexts = {
  withKey: 'The vault has the private key for {{certificate}}, so you already get reminders for it.',
  removed: '{{count:reminder}} removed.',
  nothing: 'No reminders yet. To add one, run certsteward watch add FILE.cer',
};

export const watchTexts: Record<Language, WatchTexts> = { 'zh-CN': zhCn, en };
