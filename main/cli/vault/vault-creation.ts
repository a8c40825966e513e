// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ProtectorKind } from '../../../shared/schemas/vault-status.ts';
import type { CommandRun } from '../command.ts';
import { exitCodeOf, type ExitCode } from '../runtime/exit-codes.ts';
import { errorText, words } from '../output/messages.ts';
import { unlockWithGivenPassphrase } from './unlock.ts';

export interface CreatedVault {
  readonly folder: string;
  readonly protectors: readonly ProtectorKind[];
  /** The only secret that ever goes to stdout, once (PRODUCT, "Vault"). */
  readonly recoveryCode: string;
}

export interface VaultCreation {
  /** `ensure` will come after other work: beside it begins what takes longest where there is no vault yet. */
  foresee(): Promise<void>;
  /**
   * Creates a missing vault with its protectors; one that has some it opens with the passphrase that was given, if it is to.
   * Errors: those of `unlockWithGivenPassphrase`.
   */
  ensure(): Promise<void>;
  created(): CreatedVault | null;
}

export interface VaultCreationOptions {
  /**
   * A passphrase opens the vault where there is one already, once and before anything goes in: what comes is under the seal at
   * once (K07), and a wrong one is told. False: where a passphrase is for a new vault alone.
   */
  readonly opens?: boolean;
}

/**
 * `--passphrase-*` if given, the OS store if its probe succeeds, always a recovery code. Nothing needs an unlock here: without a
 * passphrase a vault that is there stays as it is.
 */
export function createVaultOnce(run: CommandRun, { opens = false }: VaultCreationOptions = {}): VaultCreation {
  let created: CreatedVault | null = null;
  let opening: Promise<unknown> | null = null;
  return {
    async foresee() {
      if ((await run.services.vault.current())?.canTakeKeys === true) return;
      const passphrase = await run.secrets.read('passphrase');
      if (passphrase !== null) run.services.vault.foreseePassphrase(passphrase);
    },
    async ensure() {
      if (created !== null) return;
      const existing = await run.services.vault.current();
      if (existing?.canTakeKeys === true) {
        // A wrong one is as wrong for the next file.
        if (opens) await (opening ??= unlockWithGivenPassphrase(run, existing));
        return;
      }
      const passphrase = await run.secrets.read('passphrase');
      try {
        created = await run.services.vault.createWithProtectors({ passphrase });
      } catch (error) {
        // Another process gave it its protectors at the same moment, and prints their recovery code.
        if (!(error instanceof AppError) || error.code !== 'vault-exists') throw error;
      }
    },
    created: () => created,
  };
}

/**
 * Work that may make a vault on its way. Once one was made its recovery code is printed, whatever else went wrong: it is
 * the only time, and perhaps the only way in. The answer then tells the failure beside it (`failed`).
 */
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
