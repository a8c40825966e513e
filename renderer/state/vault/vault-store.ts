// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { EventPayload } from '../../../shared/ipc/contract.ts';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

export type AutoLockReason = EventPayload<'vault.autoLocked'>['reason'];

interface VaultState {
  readonly status: VaultStatus | null;
  readonly error: AppError | null;
  /** Set if the vault locked without a request from this window. */
  readonly autoLocked: AutoLockReason | null;
}

export const useVault = create<VaultState>()(() => ({ status: null, error: null, autoLocked: null }));

/** Selector that is also true while the status loads. */
export function isNotLocked({ status }: VaultState): boolean {
  return status?.state !== 'locked';
}

export function showVaultStatus(status: VaultStatus): void {
  useVault.setState({ status, error: null, ...(status.state !== 'locked' && { autoLocked: null }) });
}

export async function refreshVault(): Promise<void> {
  try {
    showVaultStatus(await ipc('vault.status', {}));
  } catch (error) {
    useVault.setState({ error: toAppError(error) });
  }
}

/** Sets only the reason, because `vault.changed` already refreshes the status. */
export function showAutoLock(reason: AutoLockReason): void {
  useVault.setState({ autoLocked: reason });
}

export async function lockVault(): Promise<void> {
  showVaultStatus(await ipc('vault.lock', {}));
}
