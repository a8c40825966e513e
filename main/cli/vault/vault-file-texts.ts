// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface VaultFileTexts {
  readonly exported: string;
  readonly imported: string;
  readonly oursKept: string;
  readonly anchorsAdded: string;
  readonly unreadable: string;
  readonly passphraseOfFile: string;
  readonly isBackup: string;
  readonly isVault: string;
  readonly repaired: string;
  readonly notCopied: string;
  readonly incomplete: string;
  readonly verifyNext: string;
}

const zhCn: VaultFileTexts = {
  exported:
    '已导出并检查：{{certificates:certificate}}，{{keys:private key}}。这个文件要用保险库的主密码或恢复码打开。',
  imported: '新增 {{added:certificate}}和 {{keys:private key}}，已有 {{known:certificate}}。',
  oursKept: '{{count:certificate}}保留了本机的名称、备注或“用在哪里”，没有采用文件里的。',
  anchorsAdded:
    '另有 {{count:root}}，尚未受信任。请用 certsteward anchors list 查看，再逐张用 certsteward anchors confirm ID 核对指纹。',
  unreadable: '文件里有 {{count:item}}已损坏，未合并。',
  passphraseOfFile: '原电脑的主密码：',
  isBackup: '这是证书管家的备份，不是证书文件。请运行 certsteward backup restore {{file}}',
  isVault: '这是证书管家导出的保险库。请运行 certsteward vault import {{file}}',
  repaired: '已把 {{certificates:certificate}}和 {{keys:private key}}复制到新的保险库 {{folder}}。旧文件没有改动。',
  notCopied: '没有复制：{{objects}}',
  incomplete: '没有完整复制：{{tables}}。缺少的内容请从备份恢复。',
  verifyNext: '数据本身也可能被改动过。请加 --vault 和 --passphrase-file 运行 certsteward vault verify。',
};

const en: VaultFileTexts = {
  exported:
    'Saved and checked: {{certificates:certificate}}, {{keys:private key}}. The file opens with this vault’s passphrase or recovery code.',
  imported: 'Added {{added:certificate}} and {{keys:private key}}. Already in the vault: {{known:certificate}}.',
  oursKept: '{{count:certificate}} kept the name, place or note on this computer, not the one in that file.',
  anchorsAdded:
    'Added {{count:root}}, which will not be trusted until you confirm each fingerprint. Run certsteward anchors list, then certsteward anchors confirm ID for each.',
  unreadable: 'Left out {{count:item}} because of damage in that file.',
  passphraseOfFile: 'Passphrase for the vault in the file:',
  isBackup: 'This is a CertSteward backup, not a certificate file. Run certsteward backup restore {{file}}',
  isVault: 'This is a vault exported by CertSteward. Run certsteward vault import {{file}}',
  repaired:
    'Copied {{certificates:certificate}} and {{keys:private key}} to the new vault {{folder}}. The old file was not changed.',
  notCopied: 'Left out: {{objects}}',
  incomplete: 'Not copied completely: {{tables}}. Restore any missing data from a backup.',
  verifyNext:
    'The copied data may also have been changed. To check the new vault, run certsteward vault verify with --vault and --passphrase-file.',
};

export const vaultFileTexts: Record<Language, VaultFileTexts> = { 'zh-CN': zhCn, en };
