// SPDX-License-Identifier: Apache-2.0
import type { VaultAccess } from '../vault/vault-access.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';

/** `not-lockable` means that only the OS account protects the vault. */
export type LockOutcome = 'locked' | 'nothing-open' | 'not-lockable';

export async function lockIfOpen(vault: VaultAccess): Promise<LockOutcome> {
  try {
    const open = await vault.current();
    if (open?.isUnlocked !== true) return 'nothing-open';
    open.lock();
    return 'locked';
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-lockable') return 'not-lockable';
    // The vault can't be opened.
    if (error instanceof AppError) return 'nothing-open';
    throw error;
  }
}
