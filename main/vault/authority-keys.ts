// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/app-error.ts';
import type { KeyMaker } from '../../shared/schemas/certificate.ts';
import { importItems } from './import-items.ts';
import type { IncomingKey } from './key-envelopes.ts';
import { appendLogEntry } from './log/append-entry.ts';
import type { SealKeeper } from './seal/seal-keeper.ts';
import { hasKey, makerOfKey, markMadeByAuthority } from './store/key-rows.ts';
import * as requests from './store/request-rows.ts';
import type { RequestRow } from './store/request-rows.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import type { Transactions } from './store/transactions.ts';
import { readVaultRecord } from './store/vault-record.ts';

/** Keys that an authority makes (RFC 7030 §4.4): each is in one answer and nowhere else. All of it works locked. */
export interface AuthorityKeys {
  /**
   * A request for such a key, as it was read, is about to go out: from now on an answer may get lost, and nobody asks again by
   * himself. Throws where no answer could be taken in, and then nothing may be sent: `secret-required`, `seal-broken`, `disk-full`;
   * `not-found`, and `vault-busy` where it is done or answered, or went out otherwise.
   */
  expectAnswer(request: Pick<RequestRow, 'id' | 'lostAnswers'>): Promise<void>;
  /** The answer arrived, and was no certificate. */
  answerArrived(id: string): Promise<void>;
  /**
   * The key, encrypted, and the certificates that came with it (PKCS#7, DER) as one. Throws as `importItems`; `vault-busy` with
   * `reason` `answered`, too, where another process was answered first: its key is kept, and not this one;
   * `authority-key-weak` (`reason` `not-new`) for a key that the vault has: the authority did not make it for this.
   */
  keepAnswer(id: string, key: IncomingKey, answer: Uint8Array): Promise<void>;
  /** By the SHA-256 of its SubjectPublicKeyInfo. */
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
      // The room is in the file then, and the log as long as it gets: what comes needs nothing more of the disk.
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
        // Of certificates, and none comes here.
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
