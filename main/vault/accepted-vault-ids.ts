// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { readVaultRecord, type VaultRecord } from './store/vault-record.ts';

/** What this computer remembers outside every vault (DESIGN 18); changes are durable when they return. */
export interface AcceptedVaultIds {
  has(id: string): boolean;
  accept(id: string): void;
}

/**
 * Its id and its recipient: a vault's file shows its id to anyone who sees it, but only its owner can make a seal for
 * its recipient.
 */
export function acceptedId({ vaultId, recipient }: Pick<VaultRecord, 'vaultId' | 'recipient'>): string {
  return recipient === null ? vaultId : `${vaultId} ${recipient}`;
}

/**
 * A vault that is accepted stays so with a new recipient. Call it inside the transaction that brings it, before: a
 * recipient that is remembered and never comes harms nothing.
 */
export function carryAcceptance(database: DatabaseSync, accepted: AcceptedVaultIds, recipient: string): void {
  const record = readVaultRecord(database);
  if (accepted.has(acceptedId(record))) accepted.accept(acceptedId({ ...record, recipient }));
}
