// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

export interface BackupTexts {
  readonly created: string;
  readonly rehearsed: string;
  readonly untested: string;
  readonly withoutKey: string;
  readonly keyCopied: string;
  readonly keyCopyIsFinal: string;
  readonly unreadable: string;
  readonly removed: string;
  /** `own`: a separate password. */
  readonly opensBy: Readonly<Record<'both' | 'passphrase' | 'recovery' | 'own' | 'ownOrRecovery', string>>;
  readonly eject: string;
  readonly verified: string;
  readonly unchanged: string;
  readonly restored: string;
  readonly oursKept: string;
  readonly preview: string;
  readonly laterBackup: string;
  readonly vaultIsOlder: string;
  readonly besidePreview: string;
  readonly anchorsPreview: string;
  readonly anchorsRestored: string;
  readonly noHistory: string;
  readonly passphraseOfBackup: string;
  readonly problem: string;
  readonly sound: string;
  readonly contacting: string;
  readonly passwordOfServer: string;
  readonly remembered: string;
  readonly notRemembered: string;
}

const zhCn: BackupTexts = {
  created: '已备份：证书 {{certificates}} 张，私钥 {{keys}} 个。文件：{{file}}',
  rehearsed: '已试恢复：{{signed}} 个私钥读回后能签名。',
  untested: '{{count}} 个私钥的算法这里不能签名，只核对了与证书相符。',
  withoutKey:
    '所选证书里有 {{count}} 张的私钥不在保险库里，备份里只有证书；在 U盾 上生成的私钥不能读出，也就不能备份。',
  keyCopied: '私钥和证书已复制到 U盾 并通过签名测试：{{name}}',
  keyCopyIsFinal: '以后可以在这个 U盾 上使用它，但不能再从 U盾 读出：这不是能恢复的备份。',
  unreadable: '保险库里有 {{count}} 项已损坏，不在这份备份里（vault verify 会列出来）。',
  removed: '已删除 {{count}} 份更早的备份（保留最新 5 份和每月一份）。',
  opensBy: {
    both: '主密码或恢复码都能打开它。',
    passphrase: '打开它要用主密码。',
    recovery: '打开它要用恢复码。',
    own: '打开它要用这份备份自己的密码，主密码打不开。',
    ownOrRecovery: '这份备份自己的密码或恢复码都能打开它，主密码打不开。',
  },
  eject: '请取出驱动器，和电脑分开存放。',
  verified: '备份完好：证书 {{certificates}} 张，私钥 {{keys}} 个，其中 {{signed}} 个试签成功。',
  unchanged: '备份自上次试恢复以来没有变化（没有给出密码，因此没有打开）。',
  restored: '已恢复：新增证书 {{added}} 张，已有 {{known}} 张，新增私钥 {{keys}} 个。',
  oursKept: '{{count}} 张证书在两边的标签名、场所或备注不同，保留了本机的（--theirs 则用备份里的）。',
  preview:
    '备份里有证书 {{certificates}} 张：新的 {{fresh}} 张，已有 {{same}} 张，有差异 {{differs}} 张。没有做任何改动。',
  laterBackup: '这不是最新的备份：{{time}} 还做过一份完整备份，里面可能有这一份没有的内容。',
  vaultIsOlder: '这个保险库是一份旧的副本：做这份备份时，它里面的内容比现在新。恢复后，缺少的会补回来。',
  besidePreview:
    '还会取回：申请方案 {{profiles}} 份，证书申请 {{requests}} 份，网页办理 {{webEnrolments}} 次，遗失登记 {{losses}} 条。',
  anchorsPreview: '备份里还有 {{count}} 个信任锚；恢复以后先不算数，要逐个核对指纹（anchors list）。',
  anchorsRestored: '取回 {{count}} 个信任锚，还不算数：请用 anchors list 查看，逐个核对指纹后用 anchors confirm 确认。',
  noHistory: '还没有备份。',
  passphraseOfBackup: '这份备份的密码：',
  problem: '上次检查：{{problem}}',
  sound: '上次检查：完好',
  contacting: '连接服务器 {{host}} …',
  passwordOfServer: '服务器的密码：',
  remembered: '服务器的密码已记在系统的密码库里。',
  notRemembered: '服务器的密码没有记下：这里没有可用的系统密码库。',
};

const en: BackupTexts = {
  created: 'Backed up: {{certificates}} certificates, {{keys}} private keys. File: {{file}}',
  rehearsed: 'Rehearsed: {{signed}} private keys were read back and sign.',
  untested: 'Nothing here signs with the algorithm of {{count}} private keys; they fit their certificates.',
  withoutKey:
    'The private key of {{count}} of the chosen certificates is not in the vault, so the backup holds the certificate alone; a key that was made on a token cannot be read out and cannot be backed up.',
  keyCopied: 'The key and its certificates are on the token, signature test passed: {{name}}',
  keyCopyIsFinal:
    'It can be used from this token and never be read out of it again: this is no backup that could be restored.',
  unreadable: '{{count}} items of the vault are damaged and are not in this backup (vault verify names them).',
  removed: '{{count}} older backups were deleted (the newest 5 stay, and one of each month).',
  opensBy: {
    both: 'The vault’s passphrase or the recovery code opens it.',
    passphrase: 'The vault’s passphrase opens it.',
    recovery: 'The recovery code opens it.',
    own: 'The password of this backup opens it; the vault’s passphrase does not.',
    ownOrRecovery: 'The password of this backup or the recovery code opens it; the vault’s passphrase does not.',
  },
  eject: 'Take the drive out and keep it apart from the computer.',
  verified: 'The backup is sound: {{certificates}} certificates, {{keys}} private keys, {{signed}} of which signed.',
  unchanged: 'The backup is unchanged since its last rehearsal (no secret was given, so it was not opened).',
  restored: 'Restored: {{added}} certificates are new, {{known}} were known, {{keys}} private keys are new.',
  oursKept:
    'Label, place or note differ on {{count}} certificates; those of this computer stayed (--theirs takes those of the backup).',
  preview:
    'The backup holds {{certificates}} certificates: {{fresh}} new, {{same}} already here, {{differs}} that differ. Nothing was changed.',
  laterBackup:
    'This is not the latest backup: one of everything was made at {{time}} and may hold what this one lacks.',
  vaultIsOlder:
    'This vault is an older copy of itself: it held newer things when this backup was made. Restoring brings back what is missing.',
  besidePreview:
    'Comes back too: profiles {{profiles}}, requests {{requests}}, applications on web pages {{webEnrolments}}, reports of loss {{losses}}.',
  anchorsPreview:
    'The backup also holds trust anchors ({{count}}); restored they do not count until each fingerprint is compared (anchors list).',
  anchorsRestored:
    'Trust anchors came back ({{count}}) and do not count yet: see anchors list, compare each fingerprint, then anchors confirm.',
  noHistory: 'No backup yet.',
  passphraseOfBackup: 'Passphrase of this backup:',
  problem: 'Last look: {{problem}}',
  sound: 'Last look: sound',
  contacting: 'Contacting the server {{host}} …',
  passwordOfServer: 'Password of the server:',
  remembered: 'The password of the server is kept in the system password store.',
  notRemembered: 'The password of the server is not kept: no system password store could be used.',
};

export const backupTexts: Record<Language, BackupTexts> = { 'zh-CN': zhCn, en };
