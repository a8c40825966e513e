import { AppError } from '../../shared/domain/app-error.ts';
import type { ProtectorKind } from '../../shared/schemas/vault-status.ts';
import type { CommandRun } from './command.ts';
import { compileAgain } from './compile-less.ts';

export interface CreatedVault {
  readonly folder: string;
  readonly protectors: readonly ProtectorKind[];
  /** The only secret that ever goes to stdout, once (PRODUCT, "Vault"). */
  readonly recoveryCode: string;
}

export interface VaultCreation {
  /** Creates a missing vault with its protectors; does nothing when there is one that has protectors. */
  ensure(): Promise<void>;
  created(): CreatedVault | null;
}

/** `--passphrase-*` if given, the OS store if its probe succeeds, always a recovery code. */
export function createVaultOnce(run: CommandRun): VaultCreation {
  let created: CreatedVault | null = null;
  return {
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
