// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { KeyMaker } from '../../../shared/schemas/certificates/certificate.ts';
import { importItems } from '../import/import-items.ts';
import type { IncomingKey } from './key-envelopes.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import type { SealKeeper } from '../seal/seal-keeper.ts';
import { hasKey, makerOfKey, markMadeByAuthority } from '../store/rows/key-rows.ts';
import * as requests from '../store/rows/request-rows.ts';
import type { RequestRow } from '../store/rows/request-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

/** CA-generated keys (RFC 7030 §4.4), each in one response only. Everything works locked. */
export interface AuthorityKeys {
  /**
   * Call before sending: counts a possibly lost answer and stops automatic retries. Don't send when it throws:
   * `secret-required`, `seal-broken`, `disk-full`, `not-found`, `vault-busy`.
   */
  expectAnswer(request: Pick<RequestRow, 'id' | 'lostAnswers'>): Promise<void>;
  /** The answer contained no certificate. */
  answerArrived(id: string): Promise<void>;
  /**
   * `answer`: PKCS#7, DER. Throws as `importItems`, `vault-busy` (`reason` `answered`), `authority-key-weak` (`reason`
   * `not-new`).
   */
  keepAnswer(id: string, key: IncomingKey, answer: Uint8Array): Promise<void>;
  makerOf(spkiSha256: string): KeyMaker | null;
}

export function createAuthorityKeys(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly seal: SealKeeper;
  readonly clock: () => Date;
}): AuthorityKeys {
  const { database, transactions, seal, clock } = parts;
  return {
    async expectAnswer({ id, lostAnswers }) {
      const { recipient } = readVaultRecord(database);
      if (recipient === null) throw new AppError('secret-required');
      await seal.trustRecipient(recipient);
      await transactions.note(() => requests.clearRoomForAnswer(database, id));
      // Preallocated: storing the key cannot hit a full disk.
      withSqliteErrors(() => database.exec('PRAGMA wal_checkpoint(PASSIVE)'));
      await transactions.change(() => {
        if (requests.countLostAnswer(database, id, lostAnswers)) return;
        throw new AppError(requests.findRequest(database, id) === null ? 'not-found' : 'vault-busy');
      });
    },
    async answerArrived(id) {
      await transactions.change(() => requests.discountLostAnswer(database, id));
    },
    async keepAnswer(id, key, answer) {
      const { spkiSha256, algorithm } = key;
      if (withSqliteErrors(() => hasKey(database, spkiSha256)))
        throw new AppError('authority-key-weak', { reason: 'not-new' });
      await importItems(parts, {
        certificates: [],
        keys: [{ ...key, madeBy: 'authority' }],
        origin: { via: 'authority', fileName: null, path: null, downloadedFrom: null },
        also: async () => (connection) => {
          markMadeByAuthority(connection, spkiSha256);
          const row = requests.findRequest(connection, id);
          const isTaken = requests.writeAuthorityKey(connection, id, { spkiSha256, algorithm, answer });
          if (!isTaken) throw new AppError('vault-busy', { reason: 'answered' });
          appendLogEntry(connection, clock(), 'key-received', { keys: 1, what: row?.profileHost ?? '' });
        },
      });
    },
    makerOf: (spkiSha256) => withSqliteErrors(() => makerOfKey(database, spkiSha256)),
  };
}
