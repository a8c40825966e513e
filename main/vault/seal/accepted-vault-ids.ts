// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { readVaultRecord, type VaultRecord } from '../store/rows/vault-record.ts';

/** Stored outside all vaults. `accept` is durable on return. */
export interface AcceptedVaultIds {
  has(id: string): boolean;
  accept(id: string): void;
}

/** Includes the recipient: anyone can read the vault id, but only the owner can make a seal for the recipient. */
export function acceptedId({ vaultId, recipient }: Pick<VaultRecord, 'vaultId' | 'recipient'>): string {
  return recipient === null ? vaultId : `${vaultId} ${recipient}`;
}

export function carryAcceptance(database: DatabaseSync, accepted: AcceptedVaultIds, recipient: string): void {
  const record = readVaultRecord(database);
  if (accepted.has(acceptedId(record))) accepted.accept(acceptedId({ ...record, recipient }));
}
