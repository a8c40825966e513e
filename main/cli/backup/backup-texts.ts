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
  readonly noOriginals: string;
  readonly trashQuestion: string;
  readonly trashed: string;
  readonly trashedAll: string;
  readonly passphraseOfBackup: string;
  readonly passphraseToOpen: string;
  readonly columns: Readonly<Record<'made' | 'certificates' | 'keys' | 'lastCheck', string>>;
  readonly sound: string;
  readonly unsound: string;
  readonly contacting: string;
  readonly passwordOfServer: string;
  readonly remembered: string;
  readonly notRemembered: string;
}

const zhCn: BackupTexts = {
  created: '备份完成：{{certificates:certificate}}，{{keys:private key}}。保存到 {{file}}',
  rehearsed: '试恢复通过，{{signed:private key}}通过签名测试。',
  untested: '{{count:private key}}与证书相符，但暂不支持签名测试。',
  withoutKey: '{{count:certificate}}的私钥不在保险库里，备份里只有证书。在 USB Key 里生成的私钥无法备份。',
  keyCopied: '私钥和证书已复制到 USB Key，签名测试通过：{{name}}',
  keyCopyIsFinal: '私钥可以在这个 USB Key 上使用，但不能再导出，因此不算备份。',
  unreadable: '保险库里有 {{count:item}}已损坏，不在这份备份里。详情请运行 certsteward vault verify。',
  removed: '已删除 {{count:backup}}，保留最近 5 份，以及最近 12 个有备份的月份各一份。',
  opensBy: {
    both: '解锁方式：主密码或恢复码。',
    passphrase: '解锁方式：主密码。',
    recovery: '解锁方式：恢复码。',
    own: '解锁方式：这份备份的密码，不是主密码。',
    ownOrRecovery: '解锁方式：这份备份的密码或恢复码，不是主密码。',
  },
  eject: '请拔下 U 盘或移动硬盘，和电脑分开存放。',
  verified: '备份完好：{{certificates:certificate}}，{{keys:private key}}。{{signed:private key}}通过签名测试。',
  unchanged: '备份自上次试恢复以来没有变化。要打开备份检查，请提供密码或恢复码。',
  restored: '已恢复 {{added:certificate}}和 {{keys:private key}}，另有 {{known:certificate}}已在保险库里。',
  oursKept:
    '{{count:certificate}}的名称、备注或“用在哪里”与备份不同，保留了本机的内容。要以备份为准，请给 certsteward backup restore 加上 --theirs。',
  preview:
    '备份里有 {{certificates:certificate}}：{{fresh}} 张新增，{{same}} 张已有，{{differs}} 张不同。没有改动任何内容。',
  laterBackup: '{{time}} 还有一份较新的完整备份，内容可能更多。',
  vaultIsOlder: '这个保险库是较旧的副本，备份里的内容较新。恢复会补上缺少的内容。',
  besidePreview:
    '还会恢复：{{profiles:guide}}，{{requests:request}}，{{webEnrolments:application}}，{{losses:report}}。',
  anchorsPreview:
    '备份里还有 {{count:root}}，恢复后尚不受信任，届时请用 certsteward anchors list 查看，核对指纹后用 certsteward anchors confirm ID 确认。',
  anchorsRestored:
    '已恢复 {{count:root}}，尚未受信任。请用 certsteward anchors list 查看，核对指纹后用 certsteward anchors confirm ID 确认。',
  noHistory: '还没有备份。请运行 certsteward backup create --to 文件夹',
  noOriginals: '没有可以移到回收站的原文件。',
  trashQuestion: '把 {{count:file}}移到回收站？文件里的私钥都在备份里。[y/N]',
  trashed: '已移到回收站：{{file}}',
  trashedAll: '已把 {{count:file}}移到回收站。',
  passphraseOfBackup: '这份备份的密码（一般是主密码）：',
  passphraseToOpen: '这份备份的密码（一般是主密码）。直接按回车则不打开备份：',
  columns: { made: '备份时间', certificates: '证书', keys: '私钥', lastCheck: '上次检查' },
  sound: '通过',
  unsound: '未通过',
  contacting: '正在连接 {{host}}',
  passwordOfServer: '服务器的密码：',
  remembered: '服务器的密码已保存到系统密码库。',
  notRemembered: '服务器的密码没有保存，因为没有可用的系统密码库。',
};

const en: BackupTexts = {
  created: 'Backup complete: {{certificates:certificate}}, {{keys:private key}}. Saved to {{file}}',
  rehearsed: 'Test restore passed. {{signed:private key}} passed a signing test.',
  untested:
    'Not tested by signing: {{count:private key}}. The certificates match, but keys of this type cannot be tested here.',
  withoutKey:
    '{{count:certificate}} backed up without a private key, because the key is not in the vault. A key made on a USB key cannot be backed up.',
  keyCopied: 'Copied the key and certificates to the USB key. Signing test passed: {{name}}',
  keyCopyIsFinal: 'You can use the key on this USB key but never read it back, so this copy is not a backup.',
  unreadable: 'Left out {{count:item}} because of damage in the vault. For details, run certsteward vault verify.',
  removed: 'Deleted {{count:backup}}. The newest 5 are kept, and one for each of the last 12 months with backups.',
  opensBy: {
    both: 'Unlocks with: passphrase or recovery code.',
    passphrase: 'Unlocks with: passphrase.',
    recovery: 'Unlocks with: recovery code.',
    own: 'Unlocks with: this backup’s own passphrase, not the vault’s.',
    ownOrRecovery: 'Unlocks with: this backup’s own passphrase or the recovery code, not the vault’s passphrase.',
  },
  eject: 'Eject the drive, unplug it and keep it away from this computer.',
  verified:
    'The backup is intact: {{certificates:certificate}}, {{keys:private key}}. {{signed:private key}} passed a signing test.',
  unchanged:
    'The backup has not changed since its last test restore. To open it, provide its passphrase or recovery code.',
  restored: 'Restored {{added:certificate}} and {{keys:private key}}. Already in the vault: {{known:certificate}}.',
  oursKept:
    '{{count:certificate}} had a different name, place or note in the backup. The details on this computer were kept. To use the backup’s details, add --theirs.',
  preview:
    '{{certificates:certificate}} in the backup: {{fresh}} new, {{same}} already in the vault, {{differs}} different. Nothing was changed.',
  laterBackup: 'There is a later full backup, made at {{time}}. It may contain more.',
  vaultIsOlder:
    'This vault is an older copy. It had newer contents when the backup was made. Restoring adds what is missing.',
  besidePreview:
    'This would also restore {{profiles:guide}}, {{requests:request}}, {{webEnrolments:application}} and {{losses:report}}.',
  anchorsPreview:
    'The backup also contains {{count:root}}, which will not be trusted until you confirm each fingerprint. After restoring, run certsteward anchors list, check the fingerprints, then run certsteward anchors confirm ID.',
  anchorsRestored:
    'Restored {{count:root}}, which will not be trusted until you confirm each fingerprint. Run certsteward anchors list, check the fingerprints, then run certsteward anchors confirm ID.',
  noHistory: 'No backup yet. To make one, run certsteward backup create --to DIR',
  noOriginals: 'There are no original files to move to the trash.',
  trashQuestion: 'Move {{count:file}} to the trash? All the private keys inside are in the backup. [y/N]',
  trashed: 'Moved to the trash: {{file}}',
  trashedAll: 'Moved {{count:file}} to the trash.',
  passphraseOfBackup: 'Backup passphrase (usually the vault passphrase):',
  passphraseToOpen: 'Backup passphrase (usually the vault passphrase). To check without opening, press Enter:',
  columns: { made: 'Made', certificates: 'Certificates', keys: 'Private keys', lastCheck: 'Last check' },
  sound: 'passed',
  unsound: 'failed',
  contacting: 'Contacting {{host}}',
  passwordOfServer: 'Server password:',
  remembered: 'The server password was saved in the system password store.',
  notRemembered: 'The server password was not saved, because no system password store is available.',
};

export const backupTexts: Record<Language, BackupTexts> = { 'zh-CN': zhCn, en };
