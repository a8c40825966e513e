// SPDX-License-Identifier: Apache-2.0
import type { BackupSecret } from '../../backup/container/open-container.ts';
import { backupTexts } from './backup-texts.ts';
import type { CommandRun } from '../command.ts';
import type { SecretName } from '../runtime/secret-names.ts';
import type { SecretSource } from '../runtime/secrets.ts';

/** Each secret is read or asked for once, so that it may be needed twice: to unlock, and for the backup. */
export function rememberSecrets(secrets: SecretSource): SecretSource {
  const known = new Map<SecretName, Promise<string | null>>();
  return {
    async read(name) {
      const reading = known.get(name) ?? secrets.read(name);
      known.set(name, reading);
      return reading;
    },
    async prompt(name, question) {
      const typed = await secrets.prompt(name, question);
      if (typed !== null) known.set(name, Promise.resolve(typed));
      return typed;
    },
  };
}

/**
 * What opens a backup: the recovery code, else `password` (a backup with one of its own), else `passphrase` (the vault's,
 * under which backups are unless somebody chose otherwise), else a question on a terminal. Null without any.
 */
export async function secretOfBackup(run: CommandRun): Promise<BackupSecret | null> {
  const code = await run.secrets.read('recovery-code');
  if (code !== null) return { kind: 'recovery-code', secret: code };
  const secret = (await run.secrets.read('password')) ?? (await run.secrets.read('passphrase'));
  if (secret !== null) return { kind: 'passphrase', secret };
  const typed = await run.secrets.prompt('password', backupTexts[run.language].passphraseOfBackup);
  return typed === null ? null : { kind: 'passphrase', secret: typed };
}
