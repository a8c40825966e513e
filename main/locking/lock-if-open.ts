import type { VaultAccess } from '../vault/vault-access.ts';
import { AppError } from '../../shared/domain/app-error.ts';

/** Locks an open vault that has a passphrase. False when it was not open or only the account protects it (K03). */
export async function lockIfOpen(vault: VaultAccess): Promise<boolean> {
  try {
    const open = await vault.current();
    if (open?.isUnlocked !== true) return false;
    open.lock();
    return true;
  } catch (error) {
    // `not-lockable`, or a vault that could not be opened at all: nothing is held then.
    if (error instanceof AppError) return false;
    throw error;
  }
}
