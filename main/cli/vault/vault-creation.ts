// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { CommandRun } from '../command.ts';
import { exitCodeOf, type ExitCode } from '../runtime/exit-codes.ts';
import { errorText, words } from '../output/messages.ts';
import { unlockWithGivenPassphrase } from './unlock.ts';

export interface CreatedVault {
  readonly folder: string;
  readonly protectors: readonly ProtectorKind[];
  /** Written to stdout once. */
  readonly recoveryCode: string;
}

export interface VaultCreation {
  /** Derives a new vault's passphrase key during other work. */
  precompute(): Promise<void>;
  ensure(): Promise<void>;
  created(): CreatedVault | null;
}

export interface VaultCreationOptions {
  /** With a passphrase, unlocks an existing vault first, reporting typos and sealing imports at once. */
  readonly opens?: boolean;
}

/** A new vault gets a recovery code. An existing one needs no unlock. */
export function createVaultOnce(run: CommandRun, { opens = false }: VaultCreationOptions = {}): VaultCreation {
  let created: CreatedVault | null = null;
  let opening: Promise<unknown> | null = null;
  return {
    async precompute() {
      if ((await run.services.vault.current())?.hasRecipient === true) return;
      const passphrase = await run.secrets.read('passphrase');
      if (passphrase !== null) run.services.vault.precomputePassphrase(passphrase);
    },
    async ensure() {
      if (created !== null) return;
      const existing = await run.services.vault.current();
      if (existing?.hasRecipient === true) {
        // Don't retry a wrong passphrase for every file.
        if (opens) await (opening ??= unlockWithGivenPassphrase(run, existing));
        return;
      }
      const passphrase = await run.secrets.read('passphrase');
      try {
        created = await run.services.vault.createWithProtectors({ passphrase });
      } catch (error) {
        // Another process created the vault and prints its code.
        if (!(error instanceof AppError) || error.code !== 'vault-exists') throw error;
      }
    },
    created: () => created,
  };
}

/** True without a passphrase if the system has no password store. */
export function hasOnlyRecoveryCode({ protectors }: Pick<CreatedVault, 'protectors'>): boolean {
  return protectors.every((kind) => kind === 'recovery-code');
}

/** With `--quiet`, returns only the recovery code and its notice. */
export function createdLines(
  { language, arguments: { flags } }: Pick<CommandRun, 'language' | 'arguments'>,
  { folder, protectors, recoveryCode }: CreatedVault,
): string[] {
  const text = words(language);
  const isOnly = hasOnlyRecoveryCode({ protectors });
  const command = protectors.includes('passphrase') || isOnly ? null : 'vault passphrase';
  const created = [fillMessage(text.vaultCreatedIn, { folder: visibleText(folder), command })];
  if (isOnly) created.push(text.onlyRecoveryCode);
  return [...(flags.has('quiet') ? [] : created), text.recoveryCodeOnce, recoveryCode];
}

/** A new vault's recovery code is shown only once, so print it even on failure (`failed`). */
export async function tellingCreated(
  run: CommandRun,
  creation: VaultCreation,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    const created = creation.created();
    if (created === null) throw error;
    const known = error instanceof AppError ? error : new AppError('internal');
    run.output.progress({ event: 'failed', code: known.code }, errorText(run.language, known));
    run.output.value({ failed: { code: known.code }, vaultCreated: created }, [
      words(run.language).recoveryCodeOnce,
      created.recoveryCode,
    ]);
    return exitCodeOf(known);
  }
}
