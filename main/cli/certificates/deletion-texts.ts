// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface DeletionTexts {
  readonly deleteQuestion: string;
  readonly stillInstalled: string;
  readonly keptInBackup: string;
  readonly purgeQuestion: string;
  readonly deleted: string;
  readonly restored: string;
  readonly purged: string;
  readonly residueLeft: string;
  readonly nothing: string;
  /** Lower case. */
  readonly yes: readonly string[];
}

const zhCn: DeletionTexts = {
  deleteQuestion: '删除 {{certificates}}（{{names}}）和 {{keys}}？30 天内可从“最近删除”恢复。[y/N]',
  keptInBackup: '{{createdAt}} 的备份 {{file}} 里还有这张证书。',
  stillInstalled: '证书还安装在 {{stores}}。如需移除，请用 certsteward stores remove ID --from 证书库。',
  purgeQuestion: '永久删除 {{certificates}}？删除后无法恢复。[y/N]',
  deleted: '已删除 {{deleted}}和 {{keys}}。{{purgeAt}} 之前可以用 certsteward trash restore[ {{id}}] 恢复。',
  restored: '已恢复 {{restored}}。',
  purged: '已永久删除 {{purged}}和 {{keys}}。',
  residueLeft: '另一个程序正在使用保险库，保险库文件里可能还有已删除证书的残留数据，之后会自动清除。',
  nothing: '“最近删除”里没有证书。',
  yes: ['y', 'yes', '是'],
};

const en: DeletionTexts = {
  deleteQuestion: 'Delete {{certificates}} ({{names}}) and {{keys}}? You can restore them for 30 days. [y/N]',
  keptInBackup: 'The backup from {{createdAt}} has a copy: {{file}}',
  stillInstalled:
    'Copies are still installed in {{stores}}. To remove them, run certsteward stores remove ID --from STORE.',
  purgeQuestion: 'Permanently delete {{certificates}}? You cannot undo this. [y/N]',
  deleted:
    'Deleted {{deleted}} and {{keys}}. Until {{purgeAt}}, you can restore them with certsteward trash restore[ {{id}}].',
  restored: 'Restored {{restored}}.',
  purged: 'Permanently deleted {{purged}} and {{keys}}.',
  residueLeft:
    'Another program is using the vault, so traces of the deleted certificates may still be in the vault file. They will be removed later.',
  nothing: '“Recently deleted” is empty.',
  yes: ['y', 'yes'],
};

export const deletionTexts: Record<Language, DeletionTexts> = { 'zh-CN': zhCn, en };
