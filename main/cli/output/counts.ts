// SPDX-License-Identifier: Apache-2.0
import type { ErrorDetails } from '../../../shared/domain/errors/app-error.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';

const nouns = {
  certificate: { one: 'certificate', many: 'certificates', 'zh-CN': '张证书' },
  'CA certificate': { one: 'CA certificate', many: 'CA certificates', 'zh-CN': '张上级证书' },
  password: { one: 'password', many: 'passwords', 'zh-CN': '个密码' },
  'private key': { one: 'private key', many: 'private keys', 'zh-CN': '个私钥' },
  file: { one: 'file', many: 'files', 'zh-CN': '个文件' },
  folder: { one: 'folder', many: 'folders', 'zh-CN': '个文件夹' },
  item: { one: 'item', many: 'items', 'zh-CN': '项' },
  backup: { one: 'older backup', many: 'older backups', 'zh-CN': '份较早的备份' },
  root: { one: 'root certificate', many: 'root certificates', 'zh-CN': '张根证书' },
  guide: { one: 'guide', many: 'guides', 'zh-CN': '份办理指南' },
  request: { one: 'request', many: 'requests', 'zh-CN': '份证书申请' },
  application: { one: 'application on a website', many: 'applications on websites', 'zh-CN': '份网页申请' },
  report: { one: 'loss report', many: 'loss reports', 'zh-CN': '条遗失登记' },
  slot: { one: 'slot', many: 'slots', 'zh-CN': '个插槽' },
  time: { one: 'time', many: 'times', 'zh-CN': '次' },
  byte: { one: 'byte', many: 'bytes', 'zh-CN': '字节' },
  entry: { one: 'entry', many: 'entries', 'zh-CN': '条' },
  reminder: { one: 'reminder', many: 'reminders', 'zh-CN': '项提醒' },
  copy: { one: 'copy', many: 'copies', 'zh-CN': '份' },
  place: { one: 'place', many: 'places', 'zh-CN': '处' },
  day: { one: 'day', many: 'days', 'zh-CN': '天' },
  date: { one: 'expiry date', many: 'expiry dates', 'zh-CN': '个到期日' },
  response: { one: 'response', many: 'responses', 'zh-CN': '份查询结果' },
  address: { one: 'address', many: 'addresses', 'zh-CN': '个地址' },
  try: { one: 'PIN try', many: 'PIN tries', 'zh-CN': '次机会' },
} as const;
type Noun = keyof typeof nouns;

/** Returns `1 certificate`, `3,072 files` or `3,072 个文件`. */
export function countText(language: Language, count: number, noun: Noun): string {
  const { one, many, 'zh-CN': chinese } = nouns[noun];
  const number = count.toLocaleString('en');
  return `${number} ${language === 'zh-CN' ? chinese : count === 1 ? one : many}`;
}

/** Like `fillMessage`, but `{{count:certificate}}` is a number with its noun. */
export function fillCounted(language: Language, template: string, details: ErrorDetails): string {
  const counted = template.replaceAll(/\{\{(\w+):([A-Za-z ]+)\}\}/g, (whole, name: string, noun: string) => {
    const count = details[name];
    return typeof count === 'number' && isNoun(noun) ? countText(language, count, noun) : whole;
  });
  return fillMessage(counted, details);
}

function isNoun(text: string): text is Noun {
  return Object.hasOwn(nouns, text);
}
