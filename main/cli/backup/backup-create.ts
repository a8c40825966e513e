// SPDX-License-Identifier: Apache-2.0
import { backupTexts, type BackupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
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
import { flag, rare, required, value } from '../runtime/options.ts';
import { secretOptions, secrets } from '../runtime/secret-options.ts';
import { unlockBesideToken } from '../vault/unlock-options.ts';

export const backupCreateCommand = defineCommand({
  name: 'backup create',
  summary: {
    'zh-CN': '备份全部（或所选）证书和私钥，并当场试恢复；默认用主密码加密，恢复码也能打开',
    en: 'back up everything (or the chosen certificates) and rehearse it at once; under the passphrase unless --password is given, and the recovery code opens it too',
  },
  words: { name: 'ID', count: [0, 10_000] },
  options: {
    to: required(
      value(
        'DIR|webdav:URL|token:SERIAL',
        {
          'zh-CN': '放备份的文件夹，或 webdav:URL（服务器上的文件夹），或 token:序列号',
          en: 'folder for the backup, or webdav:URL for a folder on a server, or token:SERIAL',
        },
        { path: 'folder' },
      ),
    ),
    'key-copy': flag({
      'zh-CN': '把这张证书的私钥复制到 U盾（能在那里使用，不能再读出；不算备份）',
      en: 'put the key of this certificate on the token (used there, never read out again; no backup)',
    }),
    'only-unsaved': flag({
      'zh-CN': '只备份没有一份备份里有现在这个样子的证书',
      en: 'only certificates that no backup holds as they are now',
    }),
    ...secrets('password'),
    ...unlockBesideToken,
    ...placeOptions,
    'so-pin': rare(secretOptions['so-pin']),
  },
  writes: true,
  description: {
    'zh-CN':
      '写一份加密的备份，写完马上从那里读回来试恢复：每个校验值都对，每个私钥都签名，才算成功，文件这时才有名字。主密码打开备份，已保存的恢复码也打开；给出 password 时改用它。主密码只在第一次备份时需要输入。同一个地方保留最近 5 份和 12 个月里每月最新的一份。token:SERIAL 把备份写进由你自己管理的 U盾：能存放数据的 U盾 才行，先试写再写。--key-copy 改为把一张证书的私钥复制到 U盾：能在那里使用，但不能再读出，也不算备份。在 U盾 上生成的私钥不能备份。',
    en: 'Writes an encrypted backup and reads it back from where it lies: only when every checksum holds and every key has signed is it a success, and only then does the file get its name. The passphrase opens it, and so does a recovery code that is saved; a password that is given takes the place of the passphrase. The passphrase is needed for the first backup alone. One place keeps the newest five, and the newest of each of twelve months. token:SERIAL writes it onto a token that you manage yourself and that takes data, which is tried first. --key-copy puts the key of one certificate on the token instead: it can be used there and never be read out again, and is no backup. A key that was made on a token cannot be backed up.',
  },
  examples: [
    {
      line: 'certsteward backup create --to /media/usb --passphrase-file secret.txt',
      'zh-CN': '全部，到 U 盘',
      en: 'everything, onto a drive',
    },
    {
      line: 'certsteward backup create --to webdav:https://cloud.example/dav/backups --webdav-user zhang --webdav-password-file p.txt',
      'zh-CN': '到云端（WebDAV）；离开电脑的只有密文',
      en: 'onto a WebDAV server; nothing but ciphertext leaves the computer',
    },
    {
      line: 'certsteward backup create --only-unsaved --to /media/usb',
      'zh-CN': '只备份还没有备份的',
      en: 'only what no backup holds yet',
    },
    {
      line: 'certsteward backup create label:Bank --to ~/backups --password-file other.txt',
      'zh-CN': '一个证书，用另一个密码',
      en: 'one certificate, under a password of its own',
    },
    {
      line: 'certsteward backup create label:Bank --to token:0123456789abcdef --pin-file pin.txt',
      'zh-CN': '一个证书，到 U盾',
      en: 'one certificate, onto a token',
    },
    {
      line: 'certsteward backup create --to /media/usb --vault-token 0123456789abcdef --vault-pin-file vault-pin.txt',
      'zh-CN': '用 U盾 打开保险库',
      en: 'with the vault opened by a USB token',
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
    // Warn about a selected certificate whose key is only on a token: no backup can contain it.
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

/** `own`: a separate password. */
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
    fillMessage(texts.created, {
      certificates: row.certificates,
      keys: row.keys,
      file: visibleText(backupAnswer(row).file),
    }),
    fillMessage(texts.rehearsed, { signed }),
    ...(untested > 0 ? [fillMessage(texts.untested, { count: untested })] : []),
    ...(withoutKey > 0 ? [fillMessage(texts.withoutKey, { count: withoutKey })] : []),
    ...(damaged > 0 ? [fillMessage(texts.unreadable, { count: damaged })] : []),
    texts.opensBy[waysOf(row, own)],
    ...(removed.length > 0 ? [fillMessage(texts.removed, { count: removed.length })] : []),
  ];
}
