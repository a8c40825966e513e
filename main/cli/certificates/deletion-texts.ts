// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface DeletionTexts {
  readonly deleteQuestion: string;
  /** `{{stores}}`: store names. */
  readonly stillInstalled: string;
  readonly keptInBackup: string;
  readonly purgeQuestion: string;
  readonly deleted: string;
  readonly restored: string;
  readonly purged: string;
  readonly residueLeft: string;
  readonly until: string;
  /** In lower case. */
  readonly yes: readonly string[];
}

const zhCn: DeletionTexts = {
  deleteQuestion: '删除 {{certificates}} 张证书（{{names}}）和 {{keys}} 个私钥？30 天内可从“最近删除”恢复。[y/N]',
  keptInBackup: '{{createdAt}} 的备份 {{file}} 里还有它。',
  stillInstalled: '已安装到 {{stores}}：那里的不会一起删除，要移除请用 stores remove。',
  purgeQuestion: '彻底删除“最近删除”中的 {{certificates}} 张证书？之后无法恢复。[y/N]',
  deleted: '已删除证书 {{deleted}} 张、私钥 {{keys}} 个；{{purgeAt}} 之前可以恢复。',
  restored: '已恢复证书 {{restored}} 张。',
  purged: '已彻底删除证书 {{purged}} 张、私钥 {{keys}} 个。',
  residueLeft: '另一个程序正在使用保险库，文件里可能还有残留；之后会自动清除。',
  until: '保留到',
  yes: ['y', 'yes', '是'],
};

const en: DeletionTexts = {
  deleteQuestion:
    'Delete {{certificates}} certificates ({{names}}) and {{keys}} private keys? They stay in Recently deleted for 30 days. [y/N]',
  keptInBackup: 'The backup of {{createdAt}} still holds it: {{file}}',
  stillInstalled: 'Installed in {{stores}}: it stays there; "stores remove" takes it away.',
  purgeQuestion: 'Remove {{certificates}} certificates in Recently deleted for good? They cannot come back. [y/N]',
  deleted: 'Deleted {{deleted}} certificates and {{keys}} private keys; they can come back until {{purgeAt}}.',
  restored: 'Restored {{restored}} certificates.',
  purged: 'Removed {{purged}} certificates and {{keys}} private keys for good.',
  residueLeft: 'Another program is using the vault, so that traces may still be in its file; they are removed later.',
  until: 'kept until',
  yes: ['y', 'yes'],
};

export const deletionTexts: Record<Language, DeletionTexts> = { 'zh-CN': zhCn, en };
