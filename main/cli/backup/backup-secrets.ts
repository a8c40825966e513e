// SPDX-License-Identifier: Apache-2.0
import type { BackupSecret } from '../../backup/container/open-container.ts';
import { backupTexts } from './backup-texts.ts';
import type { CommandRun } from '../command.ts';
import type { SecretName } from '../runtime/secret-options.ts';
import type { SecretSource } from '../runtime/secrets.ts';

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

/** With `optional`, an empty answer returns null. */
export async function secretOfBackup(run: CommandRun, { optional = false } = {}): Promise<BackupSecret | null> {
  const code = await run.secrets.read('recovery-code');
  if (code !== null) return { kind: 'recovery-code', secret: code };
  const secret = (await run.secrets.read('password')) ?? (await run.secrets.read('passphrase'));
  if (secret !== null) return { kind: 'passphrase', secret };
  const { passphraseOfBackup, passphraseToOpen } = backupTexts[run.language];
  const typed = await run.secrets.prompt('password', optional ? passphraseToOpen : passphraseOfBackup);
  return typed === null || (optional && typed === '') ? null : { kind: 'passphrase', secret: typed };
}
