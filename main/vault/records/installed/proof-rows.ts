// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { proofKindSchema, type Proof } from '../../../../shared/schemas/store.ts';
import { prepared } from '../../store/prepared.ts';

export interface StoredProof extends Proof {
  readonly storeId: string;
  readonly sha256: string;
}

export function writeProof(database: DatabaseSync, proof: StoredProof): void {
  prepared(
    database,
    `INSERT INTO proofs (store, sha256, kind, at, passed, host) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (store, sha256, kind) DO UPDATE SET at = excluded.at, passed = excluded.passed, host = excluded.host`,
  ).run(proof.storeId, proof.sha256, proof.kind, proof.at, proof.passed ? 1 : 0, proof.host);
}

export function proofRows(database: DatabaseSync): StoredProof[] {
  return prepared(database, 'SELECT store, sha256, kind, at, passed, host FROM proofs ORDER BY at DESC, kind')
    .all()
    .flatMap((row) => {
      const kind = proofKindSchema.safeParse(row['kind']);
      if (!kind.success) return [];
      return [
        {
          storeId: String(row['store']),
          sha256: String(row['sha256']),
          kind: kind.data,
          at: String(row['at']),
          passed: row['passed'] === 1,
          host: typeof row['host'] === 'string' ? row['host'] : null,
        },
      ];
    });
}

export function deleteProofs(database: DatabaseSync, storeId: string, sha256: string): void {
  prepared(database, 'DELETE FROM proofs WHERE store = ? AND sha256 = ?').run(storeId, sha256);
}

/**
 * Excluded from exported vaults: facts about this computer, path checks, and cached CA responses, which may name
 * deleted certificates.
 */
const machineTables = 'proofs store_journal backup_access backup_items backups path_checks answers';

export function deleteMachineRows(database: DatabaseSync): void {
  for (const table of machineTables.split(' ')) database.exec(`DELETE FROM ${table}`);
}
