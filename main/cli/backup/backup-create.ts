// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { backupTexts, type BackupTexts } from './backup-texts.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { BackupScope, CreatedBackup } from '../../backup/create-backup.ts';
import type { BackupRow } from '../../vault/backups/backup-rows.ts';
import { backupAnswer } from './backup-answer.ts';
import { backupPlaceNamed, placeOptions } from './backup-places.ts';
import { rememberSecrets } from './backup-secrets.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { copyKeyToToken } from './key-copy.ts';
import { unlockForBackup, unlockIfPossible } from '../vault/unlock.ts';
import { flag, inSection, rare, required, value } from '../runtime/options.ts';
import { secretOptions, secrets } from '../runtime/secret-options.ts';
import { unlockBesideToken } from '../vault/unlock-options.ts';

export const backupCreateCommand = defineCommand({
  name: 'backup create',
  summary: {
    'zh-CN': '备份证书和私钥，并自动试恢复',
    en: 'Back up certificates and keys, and test the restore',
  },
  words: { name: 'ID', count: [0, 10_000] },
  options: {
    to: required(
      value(
        'DIR|webdav:URL|token:SERIAL',
        {
          'zh-CN': '文件夹、webdav:网址 或 token:序列号',
          en: 'Folder, webdav:URL or token:SERIAL',
        },
        { path: 'folder' },
      ),
    ),
    'key-copy': flag({
      'zh-CN': '把这张证书的私钥复制到 USB Key（不算备份）',
      en: 'Copy the certificate’s key to the USB key (not a backup)',
    }),
    'only-unsaved': flag({
      'zh-CN': '只备份还没有最新备份的证书',
      en: 'Only certificates without a current backup',
    }),
    ...secrets('password'),
    ...unlockBesideToken,
    ...placeOptions,
    ...inSection('token', { 'so-pin': rare(secretOptions['so-pin']) }),
  },
  writes: true,
  description: {
    'zh-CN':
      '写入加密的备份，再从保存位置读出来检查。每个校验值都相符、没有私钥未通过签名测试，才会使用正式的文件名。主密码和已写下的恢复码都能打开备份。--password-file 用另一个密码代替主密码。主密码只在第一次备份时输入。每个保存位置保留最近 5 份，以及 12 个月里每月最新的一份。token:序列号 把备份存到由您管理的 USB Key，写入前会先测试能否存放数据。--key-copy 改为把一张证书的私钥复制到 USB Key：私钥可以使用，但不能再导出，因此不算备份。在 USB Key 里生成的私钥无法备份。',
    en: 'Writes an encrypted backup and reads it back from its destination. The file gets its final name only if every checksum matches and no key fails its signing test. The passphrase opens the backup, and so does a saved recovery code. To use a different password instead of the passphrase, add --password-file. You enter the passphrase for the first backup only. Each destination keeps the newest 5 backups, and the newest one from each of 12 months. With token:SERIAL, the backup is stored on a USB key that you manage yourself. CertSteward first tests whether that USB key can store data. With --key-copy, the private key of one certificate is copied to the USB key instead. You can use the key there but never read it back, so it is not a backup. A key made on a USB key cannot be backed up.',
  },
  examples: [
    {
      line: 'certsteward backup create --to /media/usb --passphrase-file secret.txt',
      'zh-CN': '全部，备份到 U 盘',
      en: 'Everything, to a USB drive',
    },
    {
      line: 'certsteward backup create --to webdav:https://cloud.example/dav/backups --webdav-user zhang --webdav-password-file p.txt',
      'zh-CN': '备份到 WebDAV 服务器，内容加密后才会离开本机',
      en: 'To a WebDAV server, encrypted before it leaves this computer',
    },
    {
      line: 'certsteward backup create --only-unsaved --to /media/usb',
      'zh-CN': '只备份没有最新备份的证书',
      en: 'Only certificates without a current backup',
    },
    {
      line: 'certsteward backup create label:Bank --to ~/backups --password-file other.txt',
      'zh-CN': '一张证书，用另一个密码',
      en: 'One certificate, with a different password',
    },
    {
      line: 'certsteward backup create label:Bank --to token:0123456789abcdef --pin-file pin.txt',
      'zh-CN': '一张证书，备份到 USB Key',
      en: 'One certificate, to a USB key',
    },
    {
      line: 'certsteward backup create --to /media/usb --vault-token 0123456789abcdef --vault-pin-file vault-pin.txt',
      'zh-CN': '用 USB Key 解锁保险库',
      en: 'With the vault unlocked by a USB key',
    },
  ],
  exitCodes: [exit.usage, exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked, exit.verification],
  seeAlso: ['backup verify', 'backup restore', 'backup history', 'tokens manage'],
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const { values } = run.arguments;
    if (run.arguments.flags.has('key-copy')) return await copyKeyToToken(run, values['to']);
    const vault = await run.services.vault.require();
    const scope = await scopeOf(run);
    const chosen = scope.kind === 'chosen' ? scope.ids : [];
    const withoutKey = chosen.filter((sha256) => vault.getRow(sha256)?.hasPrivateKey !== true);
    const { place, remember, naming } = await backupPlaceNamed(run, values['to'], { changes: true });
    const password = await run.secrets.read('password');
    const given = await run.secrets.read('passphrase');
    await (password === null && given !== null ? unlockForBackup(vault, given) : unlockIfPossible(run));
    const passphrase = await run.secrets.read('passphrase');
    const recoveryCode = await run.secrets.read('recovery-code');
    const created = await naming(async () =>
      run.services.backups.create({
        scope,
        protection: password === null ? { kind: 'vault', passphrase } : { kind: 'own', password },
        recoveryCode,
        place,
        signal: run.watchForInterruption(),
        progress: (fraction, step) => run.output.progress({ event: 'progress', step, fraction }, ''),
      }),
    );
    const { row, signed, untested, rehearsedBy, unreadable, removed } = created;
    const passwordRemembered = await remember();
    run.output.value(
      {
        backup: backupAnswer(row),
        rehearsal: { signed, untested, openedBy: rehearsedBy },
        unreadable,
        ...(scope.kind === 'chosen' && { withoutKey }),
        removed: removed.map(backupAnswer),
        ...(passwordRemembered !== null && { passwordRemembered }),
      },
      createdLines(run, created, { withoutKey: withoutKey.length, own: password !== null }),
    );
    return unreadable.keys.length + unreadable.notes.length > 0 ? exit.damaged : exit.done;
  },
});

async function scopeOf(run: CommandRun): Promise<BackupScope> {
  const { words, flags } = run.arguments;
  if (flags.has('only-unsaved')) return { kind: 'unsafe' };
  if (words.length === 0) return { kind: 'all' };
  const ids: string[] = [];
  for (const word of words) ids.push(await run.services.certificates.resolveId(word, { labels: true }));
  return { kind: 'chosen', ids };
}

function waysOf({ byPassphrase, byRecovery }: BackupRow, own: boolean): keyof BackupTexts['opensBy'] {
  if (!byPassphrase) return 'recovery';
  if (own) return byRecovery ? 'ownOrRecovery' : 'own';
  return byRecovery ? 'both' : 'passphrase';
}

function createdLines(
  run: CommandRun,
  created: CreatedBackup & { readonly removed: readonly BackupRow[] },
  { withoutKey, own }: { readonly withoutKey: number; readonly own: boolean },
): string[] {
  const texts = backupTexts[run.language];
  const { row, signed, untested, unreadable, removed } = created;
  const damaged = unreadable.keys.length + unreadable.notes.length;
  return [
    fillCounted(run.language, texts.created, {
      certificates: row.certificates,
      keys: row.keys,
      file: visibleText(backupAnswer(row).file),
    }),
    fillCounted(run.language, texts.rehearsed, { signed }),
    ...(untested > 0 ? [fillCounted(run.language, texts.untested, { count: untested })] : []),
    ...(withoutKey > 0 ? [fillCounted(run.language, texts.withoutKey, { count: withoutKey })] : []),
    ...(damaged > 0 ? [fillCounted(run.language, texts.unreadable, { count: damaged })] : []),
    texts.opensBy[waysOf(row, own)],
    ...(removed.length > 0 ? [fillCounted(run.language, texts.removed, { count: removed.length })] : []),
  ];
}
