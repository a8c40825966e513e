// SPDX-License-Identifier: Apache-2.0
import type { Language } from './language.ts';

export interface ReminderTexts {
  readonly days: string;
  readonly oneDay: string;
  readonly lastDay: string;
  readonly expiredDays: string;
  readonly expiredOneDay: string;
  readonly expiredToday: string;
  readonly ends: string;
  readonly calendar: string;
  readonly aCertificate: string;
  readonly several: string;
  readonly soonest: string;
  readonly open: string;
  readonly backupTitle: string;
  readonly backupBody: string;
  readonly calendarWritten: string;
  readonly nothingToWrite: string;
  readonly checkFound: string;
  readonly windowsUnverified: string;
}

const zhCn: ReminderTexts = {
  days: '还有 {{days}} 天到期',
  oneDay: '还有 1 天到期',
  lastDay: '今天到期',
  expiredDays: '已过期 {{days}} 天',
  expiredOneDay: '已过期 1 天',
  expiredToday: '今天刚过期',
  ends: '证书到期：{{name}}',
  calendar: '证书到期',
  aCertificate: '一张证书',
  several: '{{count}} 张证书快到期或已过期',
  soonest: '最先到期：{{name}}，{{days}}',
  open: '查看',
  backupTitle: '该检查备份了',
  backupBody: '上次检查是 {{days}} 天前。请再检查一次，确认备份还能恢复。',
  calendarWritten: '{{count:date}}已写入 {{file}}',
  nothingToWrite: '没有将要到期的证书，未生成日程。',
  checkFound: '有证书在 {{days:day}}内到期或已过期。',
  windowsUnverified: 'REM 未在 Windows 上验证过。请在命令提示符里粘贴下面一行：',
};

const en: ReminderTexts = {
  days: 'expires in {{days}} days',
  oneDay: 'expires in 1 day',
  lastDay: 'expires today',
  expiredDays: 'expired {{days}} days ago',
  expiredOneDay: 'expired 1 day ago',
  expiredToday: 'expired today',
  ends: 'Certificate expires: {{name}}',
  calendar: 'Certificates',
  aCertificate: 'A certificate',
  several: '{{count}} certificates expire soon or have expired',
  soonest: 'First: {{name}}, {{days}}',
  open: 'Open',
  backupTitle: 'Time to check your backup',
  backupBody: 'Last checked {{days}} days ago. Check it again to make sure you can still restore it.',
  calendarWritten: '{{count:date}} saved to {{file}}',
  nothingToWrite: 'No certificates are due to expire, so there are no calendar events.',
  checkFound: 'A certificate expires within {{days:day}} or has expired.',
  windowsUnverified: 'REM Not verified on Windows. Paste the next line into the command prompt:',
};

export const reminderTexts: Record<Language, ReminderTexts> = { 'zh-CN': zhCn, en };
