// SPDX-License-Identifier: Apache-2.0
import type { HelpText } from '../runtime/options.ts';

interface ExitCodeMeaning {
  readonly short: HelpText;
  readonly full: HelpText;
}

export const exitCodeMeanings: Readonly<Record<number, ExitCodeMeaning>> = {
  0: { short: { 'zh-CN': '完成', en: 'done' }, full: { 'zh-CN': '完成', en: 'Done' } },
  1: { short: { 'zh-CN': '失败', en: 'failed' }, full: { 'zh-CN': '失败', en: 'Failed' } },
  2: {
    short: { 'zh-CN': '用法错误', en: 'usage' },
    full: { 'zh-CN': '命令或选项不正确，或缺少值', en: 'Unknown command or option, or a missing or invalid value' },
  },
  3: {
    short: { 'zh-CN': '密码或 PIN 不对', en: 'wrong password or PIN' },
    full: { 'zh-CN': '密码或 PIN 不对，或未提供', en: 'Wrong or missing password or PIN' },
  },
  4: {
    short: { 'zh-CN': '不支持', en: 'unsupported' },
    full: { 'zh-CN': '不支持这种算法或操作', en: 'Algorithm or operation not supported' },
  },
  5: {
    short: { 'zh-CN': '文件损坏', en: 'damaged' },
    full: { 'zh-CN': '文件已损坏，或不是证书文件', en: 'Damaged, or not a certificate file' },
  },
  6: { short: { 'zh-CN': '找不到', en: 'not found' }, full: { 'zh-CN': '找不到', en: 'Not found' } },
  7: {
    short: { 'zh-CN': '已锁定', en: 'locked' },
    full: { 'zh-CN': '已锁定、被占用或被拒绝', en: 'Locked, busy or refused' },
  },
  8: {
    short: { 'zh-CN': '检查未通过', en: 'check failed' },
    full: { 'zh-CN': '有检查未通过', en: 'A check failed' },
  },
  10: {
    short: { 'zh-CN': '即将到期', en: 'expiring' },
    full: { 'zh-CN': '期限内有证书到期（仅限 check 命令）', en: 'A certificate expires within the limit (check only)' },
  },
  130: {
    short: { 'zh-CN': '已中断', en: 'interrupted' },
    full: {
      'zh-CN': '按 Ctrl+C 中断，或在确认时选择了“否”，已完成的步骤会保留',
      en: 'Stopped by Ctrl+C or by answering no. Completed steps are kept',
    },
  },
};
