// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Diagnosis } from '../../../shared/schemas/certificates/inspection.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { ImportedVault } from '../../exports/vault-file-service.ts';
import { looksLikeRecoveryCode } from '../../../shared/domain/secrets/recovery-code-groups.ts';
import { parseRecoveryCode } from '../../vault/protectors/recovery-code.ts';
import type { CommandRun } from '../command.ts';
import { words } from '../output/messages.ts';

export interface ImportedVaultFile {
  readonly file: string;
  readonly diagnosis: Diagnosis;
  readonly added: readonly string[];
  readonly known: readonly string[];
  readonly keys: number;
  readonly keysLeftOut?: number;
}

/** `password` may be a passphrase or recovery code. A missing or wrong secret becomes a diagnosis. */
export async function importVaultFile(
  run: CommandRun,
  file: string,
  prepare: () => Promise<void>,
): Promise<ImportedVaultFile> {
  const nothing = { file, added: [], known: [], keys: 0 };
  try {
    const merged = await importWith(run, file, prepare);
    run.output.progress({ event: 'committed', sha256: [...merged.added, ...merged.known] }, '');
    const { added, known, keysAdded: keys, unreadable } = merged;
    const keysLeftOut = unreadable.keys.length;
    return { file, diagnosis: { code: 'opened' }, added, known, keys, ...(keysLeftOut > 0 && { keysLeftOut }) };
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    if (code === 'secret-missing') return { ...nothing, diagnosis: { code: 'needs-password' } };
    if (code === 'wrong-secret' && error instanceof AppError && error.details['group'] === undefined)
      return { ...nothing, diagnosis: { code: 'wrong-password' } };
    throw error;
  }
}

async function importWith(run: CommandRun, file: string, prepare: () => Promise<void>): Promise<ImportedVault> {
  const { vaultFiles } = run.services;
  const path = resolve(file);
  const question = fillMessage(words(run.language).secretOfVaultFile, { file: visibleText(file) });
  const secret = (await run.secrets.read('password')) ?? (await run.secrets.prompt('password', question));
  if (secret === null) return vaultFiles.import(path, null, { prepare });
  // Checksums distinguish recovery codes from passphrases.
  const parsed = parseRecoveryCode(secret);
  const kind = parsed.kind === 'invalid' ? 'passphrase' : 'recovery-code';
  try {
    return await vaultFiles.import(path, { kind, secret }, { prepare });
  } catch (error) {
    const isMistyped = error instanceof AppError && error.code === 'wrong-secret' && looksLikeRecoveryCode(secret);
    if (isMistyped && parsed.kind === 'invalid') throw new AppError('wrong-secret', { group: parsed.group });
    throw error;
  }
}
