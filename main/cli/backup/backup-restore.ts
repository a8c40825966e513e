// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { backupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { BackupSecret } from '../../backup/container/open-container.ts';
import type { RestoreChoice } from '../../vault/backups/merge-backup.ts';
import { placeOptions, withBackupNamed, type NamedBackup } from './backup-places.ts';
import { rememberSecrets, secretOfBackup } from './backup-secrets.ts';
import { defineCommand, type CommandRun } from '../command.ts';
import { exit, type ExitCode } from '../runtime/exit-codes.ts';
import { words } from '../output/messages.ts';
import { createVaultOnce, tellingCreated, type VaultCreation } from '../vault/vault-creation.ts';
import { flag, alternatives } from '../runtime/options.ts';
import { secrets } from '../runtime/secret-options.ts';

export const backupRestoreCommand = defineCommand({
  name: 'backup restore',
  summary: {
    'zh-CN':
      '从备份恢复；password 或 recovery-code 打开备份，passphrase 用于本机新建的保险库（没有 password 时也用它打开备份）',
    en: 'restore from a backup; password or recovery-code opens the backup, passphrase is for a vault made here (and opens the backup where no password is given)',
  },
  words: { name: 'FILE|webdav:URL/FILE|token:SERIAL/FILE', count: [1, 1], files: true },
  options: {
    ...alternatives(secrets('password'), secrets('recovery-code')),
    ...secrets('passphrase'),
    theirs: flag({ 'zh-CN': '两边不同时，以备份里的为准', en: 'where both differ, take what the backup has' }),
    'dry-run': flag({ 'zh-CN': '只显示会发生什么', en: 'only tell what would happen' }),
    ...placeOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '从备份取回证书、私钥、备注和标签，一次完成，或者完全不动。已有的证书（包括在最近删除里的）保留自己的备注和状态，缺的补上；有不同时 --theirs 以备份里的为准，遗失登记和被新证书取代的记录也只有这样才取回。没有保险库时新建一个。信任锚取回后先不算数，要重新核对指纹。--dry-run 只显示会发生什么。',
    en: 'Takes certificates, keys, notes and tags back, all of it or nothing. What is there already, also in Recently deleted, keeps what it has and gets what it lacks; where both differ --theirs takes the word of the backup instead, and only so do a report of loss and a successor come back for it. Where there is no vault one is made. Trust anchors come back without counting: each fingerprint is to be compared again. --dry-run only tells what would happen.',
  },
  examples: [
    {
      line: 'certsteward backup restore backup.tar --recovery-code-file code.txt --passphrase-file new.txt',
      'zh-CN': '在新电脑上',
      en: 'on a new computer',
    },
    {
      line: 'certsteward backup restore backup.tar --passphrase-file secret.txt --dry-run',
      'zh-CN': '先看看',
      en: 'a look first',
    },
  ],
  exitCodes: [exit.password, exit.unsupported, exit.damaged, exit.notFound, exit.locked],
  seeAlso: ['backup verify', 'import'],
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const secret = await secretOfBackup(run);
    if (secret === null) throw new AppError('secret-missing');
    return await withBackupNamed(run, run.arguments.words[0] ?? '', async (backup) =>
      run.arguments.flags.has('dry-run') ? await preview(run, backup, secret) : await restore(run, backup, secret),
    );
  },
});

async function restore(run: CommandRun, backup: NamedBackup, secret: BackupSecret): Promise<ExitCode> {
  const creation = createVaultOnce(run);
  await creation.precompute();
  return await tellingCreated(run, creation, async () => await takeIn(run, creation, backup, secret));
}

async function takeIn(
  run: CommandRun,
  creation: VaultCreation,
  { path, file, source }: NamedBackup,
  secret: BackupSecret,
): Promise<ExitCode> {
  const theirs = run.arguments.flags.has('theirs') ? await theirsOf(run, path, secret) : null;
  const restored = await run.services.backups.restore(path, secret, {
    choices: theirs?.choices ?? new Map(),
    expected: theirs?.sha256 ?? null,
    prepare: creation.ensure,
    source,
    signal: run.watchForInterruption(),
  });
  const { manifest, added, known, keysAdded, oursKept, anchorsAdded, installedIn } = restored;
  run.output.progress({ event: 'committed', sha256: [...added, ...known] }, '');
  const created = creation.created();
  const texts = backupTexts[run.language];
  run.output.value(
    {
      file,
      createdAt: manifest.createdAt,
      added,
      known,
      keysAdded,
      oursKept,
      anchorsAdded,
      installedIn,
      ...(created && { vaultCreated: created }),
    },
    [
      fillMessage(texts.restored, { added: added.length, known: known.length, keys: keysAdded }),
      ...(oursKept > 0 ? [fillMessage(texts.oursKept, { count: oursKept })] : []),
      ...(anchorsAdded > 0 ? [fillMessage(texts.anchorsRestored, { count: anchorsAdded })] : []),
      ...(created === null ? [] : [words(run.language).recoveryCodeOnce, created.recoveryCode]),
    ],
  );
  return exit.done;
}

async function preview(run: CommandRun, { path, file }: NamedBackup, secret: BackupSecret): Promise<ExitCode> {
  const { manifest, items, ...rest } = await run.services.backups.look(path, secret);
  const {
    loneKeys,
    watched,
    anchors,
    profiles,
    requests,
    webEnrolments,
    losses,
    ownVault,
    laterBackupAt,
    vaultIsOlder,
  } = rest;
  const texts = backupTexts[run.language];
  const count = (...states: string[]) => items.filter(({ state }) => states.includes(state)).length;
  const beside = { profiles, requests, webEnrolments, losses };
  const contents = { ownVault, laterBackupAt, vaultIsOlder, items, loneKeys, watched, anchors, ...beside };
  run.output.value({ file, createdAt: manifest.createdAt, ...contents }, [
    fillMessage(texts.preview, {
      certificates: items.length,
      fresh: count('new'),
      same: count('same'),
      differs: count('gaps', 'differs'),
    }),
    ...(laterBackupAt === null ? [] : [fillMessage(texts.laterBackup, { time: laterBackupAt })]),
    ...(vaultIsOlder ? [texts.vaultIsOlder] : []),
    ...(profiles + requests + webEnrolments + losses > 0 ? [fillMessage(texts.besidePreview, beside)] : []),
    ...(anchors > 0 ? [fillMessage(texts.anchorsPreview, { count: anchors })] : []),
  ]);
  return exit.done;
}

async function theirsOf(run: CommandRun, path: string, secret: BackupSecret) {
  const { items, sha256 } = await run.services.backups.look(path, secret);
  const differing = items.filter(({ state }) => state === 'differs');
  return { sha256, choices: new Map<string, RestoreChoice>(differing.map((item) => [item.sha256, 'theirs'])) };
}
