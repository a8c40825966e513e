// SPDX-License-Identifier: Apache-2.0
import { file, flag, value } from './options.ts';

export const outputOption = file(
  'FILE',
  {
    'zh-CN': '保存到这个文件，覆盖要加 --yes',
    en: 'Save to this file (an existing one is only replaced with --yes)',
  },
  { short: '-o' },
);

export const searchOption = value('TEXT', {
  'zh-CN': '只列出包含这些词的证书，例如姓名',
  en: 'Only certificates with all these words, such as part of a name',
});

export const labelOption = value('TEXT', { 'zh-CN': '显示的名称', en: 'Name to show' });

export const placeOption = value('TEXT', { 'zh-CN': '用在哪里', en: 'Where you will use the certificate' });

export const subjectOption = value('DN', {
  'zh-CN': '证书上的名称，例如 "CN=张三,C=CN"',
  en: 'Name, such as "CN=Zhang San,C=CN" (RFC 4514)',
});

export const verboseOption = flag({ 'zh-CN': '逐个显示文件', en: 'Show each file' });
