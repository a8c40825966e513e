// SPDX-License-Identifier: Apache-2.0
import { file, value } from './options.ts';

/** Options of several domains. */
export const outputOption = file(
  'FILE',
  {
    'zh-CN': '写到这个文件；已有内容的文件要加 --yes 才覆盖',
    en: 'file to write; one with content is overwritten with --yes only',
  },
  { short: '-o' },
);

export const searchOption = value('TEXT', {
  'zh-CN': '只列出含有这些词的（姓名、标签名、序列号、文件名……）',
  en: 'only those with all these words (name, label, serial, file name, …)',
});

export const labelOption = value('TEXT', { 'zh-CN': '标签名，显示为它的名称', en: 'label, shown as its name' });

export const placeOption = value('TEXT', { 'zh-CN': '使用场所', en: 'where it is used' });

export const subjectOption = value('DN', {
  'zh-CN': '主题，按 RFC 4514，例如 CN=张三,C=CN',
  en: 'subject as in RFC 4514, such as CN=Zhang San,C=CN',
});
