// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { backupTexts, type BackupTexts } from './backup-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { BackupScope, CreatedBackup } from '../../backup/create-backup.ts';
import type { BackupRow } from '../../vault/backups/backup-rows.ts';
import { backupAnswer } from './backup-answer.ts';
import { backupPlaceNamed, placeOptions } from './backup-places.ts';
import { rememberSecrets } from './backup-secrets.ts';
import type { Command, CommandRun } from '../command.ts';
import { exit } from '../runtime/exit-codes.ts';
import { copyKeyToToken } from './key-copy.ts';
import { pinSecrets } from '../tokens/token-pins.ts';
import { vaultTokenOptions } from '../vault/unlock-options.ts';
import { unlockForBackup, unlockIfPossible } from '../vault/unlock.ts';

export const backupCreateCommand: Command = {
  name: 'backup create',
  synopsis:
    '[ID…] --to DIR|webdav:URL|token:SERIAL [--key-copy] [--only-unsaved] [--password-file FILE] [--passphrase-file FILE | --recovery-code-file FILE] [--webdav-user NAME] [--webdav-password-file FILE] [--remember] [--module PATH] [--pin-file FILE] [--vault-token SERIAL --vault-pin-file FILE]',
  summary: {
    'zh-CN': '备份全部（或所选）证书和私钥，并当场试恢复；默认用主密码加密，恢复码也能打开',
    en: 'back up everything (or the chosen certificates) and rehearse it at once; under the passphrase unless --password is given, and the recovery code opens it too',
  },
  words: [0, 10_000],
  values: ['to', ...placeOptions.values, ...vaultTokenOptions.values],
  flags: ['only-unsaved', 'key-copy', ...placeOptions.flags, ...vaultTokenOptions.flags],
  secrets: [
    'password',
    'passphrase',
    'recovery-code',
    ...placeOptions.secrets,
    ...pinSecrets,
    ...vaultTokenOptions.secrets,
  ],
  writes: true,
  async run(plain) {
    const run = { ...plain, secrets: rememberSecrets(plain.secrets) };
    const { values } = run.arguments;
    if (values['to'] === undefined) throw new AppError('usage', { option: '--to' });
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
};

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
