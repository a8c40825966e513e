import { AppError } from '../../shared/domain/app-error.ts';
import type { ProtectorKind } from '../../shared/schemas/vault-status.ts';
import type { CommandRun } from './command.ts';
import { compileAgain } from './compile-less.ts';
import { exitCodeOf, type ExitCode } from './exit-codes.ts';
import { errorText, words } from './messages.ts';

export interface CreatedVault {
  readonly folder: string;
  readonly protectors: readonly ProtectorKind[];
  /** The only secret that ever goes to stdout, once (PRODUCT, "Vault"). */
  readonly recoveryCode: string;
}

export interface VaultCreation {
  /** `ensure` will come after other work: beside it begins what takes longest where there is no vault yet. */
  foresee(): Promise<void>;
  /** Creates a missing vault with its protectors; does nothing when there is one that has protectors. */
  ensure(): Promise<void>;
  created(): CreatedVault | null;
}

/** `--passphrase-*` if given, the OS store if its probe succeeds, always a recovery code. */
export function createVaultOnce(run: CommandRun): VaultCreation {
  let created: CreatedVault | null = null;
  return {
    async foresee() {
      if ((await run.services.vault.current())?.canTakeKeys === true) return;
      const passphrase = await run.secrets.read('passphrase');
      if (passphrase !== null) run.services.vault.foreseePassphrase(passphrase);
    },
    async ensure() {
      if (created !== null) return;
      const existing = await run.services.vault.current();
      if (existing?.canTakeKeys === true) return;
      compileAgain();
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
