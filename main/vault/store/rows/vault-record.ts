// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { prepared } from '../prepared.ts';

export interface VaultRecord {
  readonly vaultId: string;
  readonly revision: number;
  /** `age1…`, or null if there is no identity yet. */
  readonly recipient: string | null;
}

export function insertVaultRecord(database: DatabaseSync, vaultId: string, createdAt: string): void {
  prepared(database, 'INSERT INTO vault (id, vault_id, created_at, revision, recipient) VALUES (1, ?, ?, 0, NULL)').run(
    vaultId,
    createdAt,
  );
}

/** Throws `vault-damaged`. */
export function readVaultRecord(database: DatabaseSync): VaultRecord {
  const row = prepared(database, 'SELECT vault_id, revision, recipient FROM vault WHERE id = 1').get();
  if (!row) throw new AppError('vault-damaged', { problem: 'database', affected: ['vault'] });
  return {
    vaultId: String(row['vault_id']),
    revision: Number(row['revision']),
    recipient: typeof row['recipient'] === 'string' ? row['recipient'] : null,
  };
}

export function setFirstRecipient(database: DatabaseSync, recipient: string): boolean {
  const result = prepared(database, 'UPDATE vault SET recipient = ? WHERE id = 1 AND recipient IS NULL').run(recipient);
  return Number(result.changes) === 1;
}
