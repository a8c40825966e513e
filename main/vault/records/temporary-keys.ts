// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { eraseResidue, markResidue } from '../deletion/erase-residue.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { hasKey } from '../store/rows/key-rows.ts';
import { deleteOrphanKey, requestRows, temporaryKeyOf } from '../store/rows/request-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import { lendKey, type KeyParts } from './key-envelopes.ts';

/** SM2 keys to which a CA encrypts a request's encryption key. Only the request's CSR names them. */
export interface TemporaryKeys {
  /** SPKI hashes of the keys still in the vault, newest request first. */
  temporaryKeys(): string[];
  /** Zeroes `pkcs8` (DER). */
  withTemporaryKey<T>(spkiSha256: string, use: (pkcs8: Uint8Array) => Promise<T>): Promise<T>;
  /** Call when the encryption key has arrived. Ignores other keys. Works while locked. */
  removeTemporaryKeys(spkiSha256s: readonly string[]): Promise<void>;
}

export function createTemporaryKeys({
  folder,
  database,
  transactions,
  clock,
  keys,
}: {
  readonly folder: string;
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly clock: () => Date;
  readonly keys: KeyParts;
}): TemporaryKeys {
  const temporaryKeys = (): string[] =>
    withSqliteErrors(() =>
      requestRows(database)
        .toReversed()
        .flatMap(({ csr }) => temporaryKeyOf(csr) ?? [])
        .filter((spkiSha256) => hasKey(database, spkiSha256)),
    );
  return {
    temporaryKeys,
    withTemporaryKey: async (spkiSha256, use) => lendKey(keys, spkiSha256, use),
    async removeTemporaryKeys(spkiSha256s) {
      const going = temporaryKeys().filter((each) => spkiSha256s.includes(each));
      if (going.length === 0) return;
      await transactions.change(() => {
        const gone = going.reduce((sum, each) => sum + deleteOrphanKey(database, each), 0);
        markResidue(folder);
        appendLogEntry(database, clock(), 'temporary-key-removed', { keys: gone });
      });
      await eraseResidue(database);
    },
  };
}
