// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface ReleaseTexts {
  readonly contact: string;
  readonly newest: string;
  readonly newer: string;
}

const zhCn: ReleaseTexts = {
  contact: '正在连接 {{host}}',
  newest: '{{version}} 是最新版本（版本列表日期 {{issued}}）。',
  newer: '有新版本 {{version}}（{{published}}），当前版本 {{current}}。请在这里查看和下载：',
};

const en: ReleaseTexts = {
  contact: 'Contacting {{host}}',
  newest: '{{version}} is the latest version (list from {{issued}}).',
  newer:
    'Version {{version}} is available, published on {{published}}. You have {{current}}. Find out more and get it at:',
};

export const releaseTexts: Record<Language, ReleaseTexts> = { 'zh-CN': zhCn, en };
