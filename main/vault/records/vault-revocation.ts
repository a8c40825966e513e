// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import * as rows from '../store/rows/revocation-rows.ts';
import type { RevocationCheckRow } from '../store/rows/revocation-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';

/** `goodUntil` is ISO 8601 UTC, or null if unlimited. */
export interface KeptAnswer {
  readonly key: string;
  readonly body: Uint8Array;
  readonly goodUntil: string | null;
}

/** Works while locked. Checks are not sealed; answers are signed. */
export interface VaultRevocation {
  check(sha256: string): RevocationCheckRow | null;
  known(): RevocationCheckRow[];
  answer(key: string): Uint8Array | null;
  record(checks: readonly Omit<RevocationCheckRow, 'checkedAt'>[], answers: readonly KeptAnswer[]): Promise<void>;
}

export function createVaultRevocation(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly clock: () => Date;
}): VaultRevocation {
  const { database, transactions, clock } = parts;
  const now = (): string => `${clock().toISOString().slice(0, 19)}Z`;
  return {
    check: (sha256) => withSqliteErrors(() => rows.revocationCheck(database, sha256)),
    known: () => withSqliteErrors(() => rows.knownRevocations(database)),
    answer: (key) => withSqliteErrors(() => rows.keptAnswer(database, key, now())),
    async record(checks, answers) {
      if (checks.length === 0 && answers.length === 0) return;
      await transactions.change(() => {
        const at = now();
        for (const check of checks) rows.writeRevocationCheck(database, { ...check, checkedAt: at });
        for (const answer of answers) rows.keepAnswer(database, { ...answer, fetchedAt: at });
      });
    },
  };
}
