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
  exported: '已写入并核对：证书 {{certificates}} 张，私钥 {{keys}} 个。打开它要用这个保险库的主密码或恢复码。',
  imported: '新增证书 {{added}} 张，已有 {{known}} 张，新增私钥 {{keys}} 个。',
  oursKept: '{{count}} 张证书在两边的标签名、场所或备注不同，保留了本机的。',
  anchorsAdded: '带来 {{count}} 个信任锚，还不算数：请用 anchors list 查看，逐个核对指纹后用 anchors confirm 确认。',
  unreadable: '那个文件里有 {{count}} 项已损坏，没有并入。',
  passphraseOfFile: '那个保险库的主密码：',
  isBackup: '这是证书管家的备份，不是证书文件。请用：certsteward backup restore {{file}}',
  isVault: '这是证书管家导出的保险库。请用：certsteward vault import {{file}}',
  repaired: '已复制到新的保险库 {{folder}}：证书 {{certificates}} 张，私钥 {{keys}} 个。旧文件没有改动。',
  notCopied: '没有带过来：{{objects}}',
  incomplete: '这些表没有完整复制：{{tables}}。请从备份中恢复缺少的内容。',
  verifyNext: '数据本身也可能被改动过：请用 --vault 指定新的保险库，运行 vault verify 并输入主密码。',
};

const en: VaultFileTexts = {
  exported:
    "Written and checked: {{certificates}} certificates, {{keys}} private keys. This vault's passphrase or recovery code opens it.",
  imported: '{{added}} certificates are new, {{known}} were known, {{keys}} private keys are new.',
  oursKept: 'Label, place or note differ on {{count}} certificates; those of this computer stayed.',
  anchorsAdded:
    'Trust anchors came along ({{count}}) and do not count yet: see anchors list, compare each fingerprint, then anchors confirm.',
  unreadable: '{{count}} items in that file are damaged and were left out.',
  passphraseOfFile: 'Passphrase of that vault:',
  isBackup: 'This is a CertSteward backup, not a certificate file. Use: certsteward backup restore {{file}}',
  isVault: 'This is a vault exported by CertSteward. Use: certsteward vault import {{file}}',
  repaired:
    'Copied {{certificates}} certificates and {{keys}} private keys to the new vault {{folder}}. The old file is unchanged.',
  notCopied: 'Left behind: {{objects}}',
  incomplete: 'Not copied completely: {{tables}}. Restore what is missing from a backup.',
  verifyNext: 'The data itself may have been changed too. Run vault verify with --vault FOLDER and your passphrase.',
};

export const vaultFileTexts: Record<Language, VaultFileTexts> = { 'zh-CN': zhCn, en };
