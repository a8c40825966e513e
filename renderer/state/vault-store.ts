import { create } from 'zustand';
import type { AppError } from '../../shared/domain/app-error.ts';
import type { VaultStatus } from '../../shared/schemas/vault-status.ts';
import { ipc, toAppError } from '../lib/ipc.ts';

interface VaultState {
  readonly status: VaultStatus | null;
  readonly error: AppError | null;
}

/** Mirror of main's vault status. */
export const useVault = create<VaultState>()(() => ({ status: null, error: null }));

export function showVaultStatus(status: VaultStatus): void {
  useVault.setState({ status, error: null });
}

export async function refreshVault(): Promise<void> {
  try {
    showVaultStatus(await ipc('vault.status', {}));
  } catch (error) {
    useVault.setState({ error: toAppError(error) });
  }
}

/** Throws `not-lockable` where no passphrase is set. */
export async function lockVault(): Promise<void> {
  showVaultStatus(await ipc('vault.lock', {}));
}
