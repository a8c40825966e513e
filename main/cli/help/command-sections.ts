// SPDX-License-Identifier: Apache-2.0
import type { HelpText } from '../runtime/options.ts';

interface CommandSection {
  readonly title: HelpText;
  readonly names: readonly string[];
}

export const commandSections: readonly CommandSection[] = [
  {
    title: { 'zh-CN': '证书', en: 'Certificates' },
    names: ['list', 'show', 'import', 'export', 'set', 'delete', 'trash', 'scan'],
  },
  {
    title: { 'zh-CN': '更新与申请', en: 'Renew and apply' },
    names: ['check', 'remind', 'renew', 'enrol', 'pending', 'revoke', 'profiles', 'preflight'],
  },
  { title: { 'zh-CN': '浏览器与 USB Key', en: 'Browsers and USB keys' }, names: ['stores', 'tokens'] },
  { title: { 'zh-CN': '备份与保险库', en: 'Backup and vault' }, names: ['backup', 'vault'] },
  {
    title: { 'zh-CN': '其他', en: 'More' },
    names: ['inspect', 'validate', 'anchors', 'watch', 'calendar', 'log', 'demo-ca', 'completion', 'version', 'help'],
  },
];

/** For groups without a command of the same name, or whose command's summary is narrower. */
export const groupSummaries: Readonly<Record<string, HelpText>> = {
  trash: { 'zh-CN': '列出、恢复或永久删除“最近删除”里的证书', en: 'List, restore or purge deleted certificates' },
  profiles: { 'zh-CN': '银行和机构的办理指南', en: 'Guides from banks and CAs (certificate authorities)' },
  pending: { 'zh-CN': '查看等待签发的申请，导入签发的证书', en: 'List pending requests, import issued certificates' },
  stores: { 'zh-CN': '在浏览器里安装、移除和测试证书', en: 'Install certificates in browsers, remove and test them' },
  tokens: { 'zh-CN': 'USB Key（U盾）：列出、解锁、修改 PIN', en: 'USB keys: list, unlock, change PIN' },
  backup: { 'zh-CN': '备份、检查、恢复', en: 'Create, check and restore backups' },
  vault: { 'zh-CN': '主密码、恢复码、锁定', en: 'Passphrase, recovery code, lock' },
  anchors: { 'zh-CN': '您自己信任的根证书', en: 'CAs you chose to trust' },
  watch: { 'zh-CN': '只提醒到期，不保存私钥', en: 'Reminders for certificates kept elsewhere' },
};

export const startHere: readonly (HelpText & { readonly line: string })[] = [
  {
    line: 'certsteward list',
    'zh-CN': '列出您的证书，先到期的在前',
    en: 'Your certificates, in order of expiry',
  },
  { line: 'certsteward import bank.pfx', 'zh-CN': '导入银行发来的文件', en: 'Add the file your bank sent' },
  { line: 'certsteward backup create --to E:\\', 'zh-CN': '备份到 U 盘', en: 'Back up to a USB drive' },
];
