// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export const exitCodeMeanings: Readonly<Record<number, Readonly<Record<Language, string>>>> = {
  0: { 'zh-CN': '完成', en: 'done' },
  1: { 'zh-CN': '失败', en: 'failed' },
  2: { 'zh-CN': '命令写法不对', en: 'the command is not written correctly' },
  3: { 'zh-CN': '密码不对或没有给出', en: 'wrong or missing password' },
  4: { 'zh-CN': '算法不支持', en: 'algorithm not supported' },
  5: { 'zh-CN': '已损坏，或不是证书文件', en: 'damaged, or no certificate file' },
  6: { 'zh-CN': '找不到', en: 'not found' },
  7: { 'zh-CN': '已锁定、被占用或被拒绝', en: 'locked, busy or refused' },
  8: { 'zh-CN': '核对未通过', en: 'verification failed' },
  10: { 'zh-CN': '期限内有证书到期', en: 'something expires within the limit' },
  130: { 'zh-CN': '被 Ctrl-C 停下；已写入的都在', en: 'stopped by Ctrl-C; what was committed is there' },
};
