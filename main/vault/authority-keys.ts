import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/app-error.ts';
import type { KeyMaker } from '../../shared/schemas/certificate.ts';
import { importItems } from './import-items.ts';
import type { IncomingKey } from './key-envelopes.ts';
import { appendLogEntry } from './log/append-entry.ts';
import type { SealKeeper } from './seal/seal-keeper.ts';
import { makerOfKey, markMadeByAuthority } from './store/key-rows.ts';
import * as requests from './store/request-rows.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import type { Transactions } from './store/transactions.ts';
import { readVaultRecord } from './store/vault-record.ts';

/** Keys that an authority makes (RFC 7030 §4.4): each is in one answer and nowhere else. All of it works locked. */
export interface AuthorityKeys {
  /**
   * A request for such a key is about to go out: from now on an answer may get lost, and nobody asks again by himself. Throws `secret-required` and
   * `seal-broken` where no key could be taken in: then nothing may be sent.
   */
  expectAnswer(id: string): Promise<void>;
  /** The answer arrived, and was no certificate. */
  answerArrived(id: string): Promise<void>;
  /**
   * The key, encrypted, and the certificates that came with it (PKCS#7, DER) as one. Throws as `importItems`; `vault-busy`, too,
   * where another process was answered first: its key is kept, and not this one.
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
    async expectAnswer(id) {
      const { recipient } = readVaultRecord(database);
      if (recipient === null) throw new AppError('secret-required');
      await seal.trustRecipient(recipient);
      await transactions.change(() => requests.countLostAnswer(database, id));
    },
    async answerArrived(id) {
      await transactions.change(() => requests.discountLostAnswer(database, id));
    },
    async keepAnswer(id, key, answer) {
      const { spkiSha256, algorithm } = key;
      await importItems(parts, {
        certificates: [],
        keys: [{ ...key, madeBy: 'authority' }],
        // Of certificates, and none comes here.
        origin: { via: 'authority', fileName: null, path: null, downloadedFrom: null },
        also: async () => (connection) => {
          markMadeByAuthority(connection, spkiSha256);
          const row = requests.findRequest(connection, id);
          const isTaken = requests.writeAuthorityKey(connection, id, { spkiSha256, algorithm, answer });
          if (!isTaken) throw new AppError('vault-busy');
          appendLogEntry(connection, clock(), 'key-received', { keys: 1, what: row?.profileHost ?? '' });
        },
      });
    },
    makerOf: (spkiSha256) => withSqliteErrors(() => makerOfKey(database, spkiSha256)),
  };
}
