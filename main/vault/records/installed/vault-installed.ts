// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { ActivityEvent } from '../../../../shared/domain/activity-events.ts';
import { appendLogEntry } from '../../log/append-entry.ts';
import { withSqliteErrors } from '../../store/sqlite-errors.ts';
import type { Transactions } from '../../store/transactions.ts';
import { deleteJournalRow, insertJournalRow, journalRows, type JournalRow } from './journal-rows.ts';
import { deleteProofs, proofRows, writeProof, type StoredProof } from './proof-rows.ts';

export interface ChangeEnd {
  readonly event: Extract<ActivityEvent, 'installed' | 'uninstalled'> | null;
  readonly storeName: string;
  readonly proofs: readonly StoredProof[];
}

/** Works while locked. */
export interface VaultInstalled {
  /** Oldest first. */
  journal(): JournalRow[];
  /** Call before changing the store. Durable on return. */
  begin(row: JournalRow): Promise<void>;
  end(row: JournalRow, end: ChangeEnd): Promise<void>;
  proofs(): StoredProof[];
  keep(proofs: readonly StoredProof[], storeName: string): Promise<void>;
}

export function createVaultInstalled(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly clock: () => Date;
}): VaultInstalled {
  const { database, transactions, clock } = parts;
  const log = (event: ActivityEvent, sha256: string, what: string): void =>
    appendLogEntry(database, clock(), event, { certificates: [sha256], count: 1, what: what.slice(0, 200) });
  return {
    journal: () => withSqliteErrors(() => journalRows(database)),
    async begin(row) {
      await transactions.change(() => insertJournalRow(database, row));
    },
    async end(row, { event, storeName, proofs }) {
      await transactions.change(() => {
        deleteJournalRow(database, row.id);
        if (event === 'uninstalled') deleteProofs(database, row.storeId, row.sha256);
        for (const proof of proofs) writeProof(database, proof);
        if (event !== null) log(event, row.sha256, storeName);
      });
    },
    proofs: () => withSqliteErrors(() => proofRows(database)),
    async keep(proofs, storeName) {
      await transactions.change(() => {
        for (const proof of proofs) writeProof(database, proof);
        const passed = proofs.find((each) => each.passed && each.kind !== 'present');
        if (passed) log('proved', passed.sha256, passed.host ?? storeName);
      });
    },
  };
}
