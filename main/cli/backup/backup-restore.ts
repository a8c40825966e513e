// SPDX-License-Identifier: Apache-2.0
import { localTime } from '../output/local-time.ts';
import { fillCounted } from '../output/counts.ts';
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
    'zh-CN': '从备份恢复',
    en: 'Restore from a backup',
  },
  words: { name: 'FILE|webdav:URL/FILE|token:SERIAL/FILE', count: [1, 1], files: true },
  options: {
    ...alternatives(secrets('password'), secrets('recovery-code')),
    ...secrets('passphrase'),
    theirs: flag({ 'zh-CN': '内容不同时，以备份为准', en: 'Where vault and backup differ, use the backup’s version' }),
    'dry-run': flag({ 'zh-CN': '只预览，不实际恢复', en: 'Only show what would happen' }),
    ...placeOptions,
  },
  writes: true,
  description: {
    'zh-CN':
      '恢复证书、私钥、备注和标签，要么全部完成，要么完全不改动。已有的证书（包括“最近删除”里的）保留现有内容，只补上缺少的。内容不同时，加 --theirs 以备份为准，已有证书的遗失登记和取代记录也只有这样才会恢复。没有保险库时会新建一个。用 --password-file 或 --recovery-code-file 打开备份。--passphrase-file 用于本机新建的保险库，没有提供备份密码时，也用这个主密码打开备份。恢复的根证书在核对之前不受信任，请用 anchors confirm 重新核对指纹。--dry-run 只预览，不实际恢复。',
    en: 'Restores all certificates, keys, notes and tags, or none of them. A certificate that is already here (or in “Recently deleted”) keeps its details, and any missing details are added. With --theirs, the backup’s version is used where vault and backup differ. For certificates already here, loss reports and replacements are only restored with --theirs. If there is no vault, one is created. --password-file or --recovery-code-file opens the backup. --passphrase-file is for a vault created here. It also opens the backup if you provide no other password. Root certificates are not trusted after a restore. Check each fingerprint again with anchors confirm. With --dry-run, nothing changes, and you only see what would happen.',
  },
  examples: [
    {
      line: 'certsteward backup restore backup.tar --recovery-code-file code.txt --passphrase-file new.txt',
      'zh-CN': '在新电脑上',
      en: 'On a new computer',
    },
    {
      line: 'certsteward backup restore backup.tar --passphrase-file secret.txt --dry-run',
      'zh-CN': '先预览',
      en: 'See what would happen',
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
      fillCounted(run.language, texts.restored, { added: added.length, known: known.length, keys: keysAdded }),
      ...(oursKept > 0 ? [fillCounted(run.language, texts.oursKept, { count: oursKept })] : []),
      ...(anchorsAdded > 0 ? [fillCounted(run.language, texts.anchorsRestored, { count: anchorsAdded })] : []),
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
  const listed = items.map(({ conflicts: _conflicts, ...item }) => item);
  const contents = { ownVault, laterBackupAt, vaultIsOlder, items: listed, loneKeys, watched, anchors, ...beside };
  run.output.value({ file, createdAt: manifest.createdAt, ...contents }, [
    fillCounted(run.language, texts.preview, {
      certificates: items.length,
      fresh: count('new'),
      same: count('same'),
      differs: count('gaps', 'differs'),
    }),
    ...(laterBackupAt === null ? [] : [fillMessage(texts.laterBackup, { time: localTime(laterBackupAt) })]),
    ...(vaultIsOlder ? [texts.vaultIsOlder] : []),
    ...(profiles + requests + webEnrolments + losses > 0
      ? [fillCounted(run.language, texts.besidePreview, beside)]
      : []),
    ...(anchors > 0 ? [fillCounted(run.language, texts.anchorsPreview, { count: anchors })] : []),
  ]);
  return exit.done;
}

async function theirsOf(run: CommandRun, path: string, secret: BackupSecret) {
  const { items, sha256 } = await run.services.backups.look(path, secret);
  const differing = items.filter(({ state }) => state === 'differs');
  return { sha256, choices: new Map<string, RestoreChoice>(differing.map((item) => [item.sha256, 'theirs'])) };
}
