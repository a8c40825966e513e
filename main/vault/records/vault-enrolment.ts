// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ReplyProblem } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { VaultAcceptance } from '../seal/acceptance.ts';
import { createAuthorityKeys, type AuthorityKeys } from './authority-keys.ts';
import { eraseResidue, markResidue } from '../deletion/erase-residue.ts';
import { importItems } from '../import/import-items.ts';
import { lendKey, type IncomingKey, type KeyParts } from './key-envelopes.ts';
import { createTemporaryKeys, type TemporaryKeys } from './temporary-keys.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { trustedProfileAnchors } from '../seal/sealed-anchors.ts';
import type { SealKeeper } from '../seal/seal-keeper.ts';
import type { Session } from '../protectors/session.ts';
import * as anchors from '../store/rows/profile-anchor-rows.ts';
import type { ProfileAnchorRow } from '../store/rows/profile-anchor-rows.ts';
import * as profiles from '../store/rows/profile-rows.ts';
import type { ProfileRow } from '../store/rows/profile-rows.ts';
import * as requests from '../store/rows/request-rows.ts';
import type { RequestRow } from '../store/rows/request-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

/** Works while locked unless stated otherwise. */
export interface VaultEnrolment extends AuthorityKeys, TemporaryKeys {
  profiles(): ProfileRow[];
  /**
   * Replaces a profile with the same name and host but different content. Returns null if that profile is confirmed and
   * `overConfirmed` is false.
   */
  putProfile(row: ProfileRow, options: { readonly overConfirmed: boolean }): Promise<ProfileRow | null>;
  /** Call after the user types the host. Throws `vault-locked`, `seal-broken`, `not-found`, `vault-not-accepted`. */
  confirmProfile(id: string): Promise<void>;
  anchorsOf(profileId: string): ProfileAnchorRow[];
  /** Replaces the profile's anchors. */
  acceptAnchors(profileId: string, rows: readonly ProfileAnchorRow[]): Promise<void>;
  /** Throws `not-found`. */
  removeProfile(id: string): Promise<void>;
  /** `pkcs8` is DER and zeroed afterwards. Errors: `not-found`, those of `lendKey`. */
  withKeyOf<T>(id: string, use: (pkcs8: Uint8Array) => Promise<T>): Promise<T>;
  /** Oldest first. */
  requests(): RequestRow[];
  addRequest(row: RequestRow, keys: readonly IncomingKey[]): Promise<void>;
  /** Most recently added first. */
  certificatesOf(spkiSha256: string): string[];
  /** Returns false if the request is done or deleted. */
  finish(id: string, certificate: string): Promise<boolean>;
  refuse(id: string, problem: ReplyProblem): Promise<void>;
  /** `at` is the earliest time to retry, ISO 8601 UTC. */
  askAgainAt(id: string, at: string | null): Promise<void>;
  /** `transaction` is JSON. */
  cmpTransaction(id: string, transaction: string | null): Promise<void>;
  /** Also erases its keys unless they are used elsewhere. Throws `not-found`. */
  removeRequest(id: string): Promise<{ readonly keys: number }>;
}

export function createVaultEnrolment(parts: {
  readonly folder: string;
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly session: Session;
  readonly seal: SealKeeper;
  readonly clock: () => Date;
  readonly keys: KeyParts;
  readonly acceptance: VaultAcceptance;
}): VaultEnrolment {
  const { folder, database, transactions, session, seal, clock, acceptance } = parts;

  function requireSealable(): void {
    if (readVaultRecord(database).recipient === null) return;
    if (!session.isOpen()) throw new AppError('vault-locked');
    if (seal.state() === 'broken') throw new AppError('seal-broken');
  }

  return {
    ...createAuthorityKeys(parts),
    ...createTemporaryKeys(parts),
    profiles: () =>
      withSqliteErrors(() => {
        const found = profiles.profileRows(database);
        return acceptance.isAccepted() ? found : found.map((row) => ({ ...row, confirmedAt: null }));
      }),
    async putProfile(row, { overConfirmed }) {
      return await transactions.change(() => {
        const known = profiles.findProfileAt(database, row.name, row.host);
        if (known?.content === row.content) return known;
        if (known !== null && known.confirmedAt !== null && !overConfirmed) return null;
        profiles.putProfile(database, row);
        appendLogEntry(database, clock(), 'profile-imported', { what: row.host });
        return row;
      });
    },
    async confirmProfile(id) {
      await transactions.change(() => {
        const row = profiles.findProfile(database, id);
        if (row === null) throw new AppError('not-found');
        acceptance.require();
        const now = clock();
        if (row.confirmedAt?.slice(0, 10) === now.toISOString().slice(0, 10)) return;
        requireSealable();
        profiles.confirmProfileRow(database, id, now.toISOString());
        appendLogEntry(database, now, 'profile-confirmed', { what: row.host });
      });
    },
    anchorsOf: (profileId) =>
      withSqliteErrors(() => (acceptance.isAccepted() ? trustedProfileAnchors(database, profileId) : [])),
    async acceptAnchors(profileId, rows) {
      await transactions.change(() => {
        const profile = profiles.findProfile(database, profileId);
        if (profile === null) throw new AppError('not-found');
        acceptance.require();
        requireSealable();
        anchors.replaceProfileAnchors(database, profileId, rows);
        const event = rows.length === 0 ? 'authority-forgotten' : 'authority-accepted';
        appendLogEntry(database, clock(), event, { what: profile.host });
      });
    },
    async removeProfile(id) {
      await transactions.change(() => {
        const row = profiles.findProfile(database, id);
        if (row === null) throw new AppError('not-found');
        profiles.deleteProfile(database, id);
        appendLogEntry(database, clock(), 'profile-removed', { what: row.host });
      });
    },
    async withKeyOf(id, use) {
      const row = withSqliteErrors(() => requests.findRequest(database, id));
      if (row === null) throw new AppError('not-found');
      return await lendKey(parts.keys, row.spkiSha256, use);
    },
    requests: () => withSqliteErrors(() => requests.requestRows(database)),
    async addRequest(row, keys) {
      const cannotKeep = row.keyMadeBy !== null && readVaultRecord(database).recipient === null;
      if (cannotKeep) throw new AppError('secret-required');
      await importItems(parts, {
        certificates: [],
        keys,
        origin: { via: 'authority', fileName: null, path: null, downloadedFrom: null },
        also: async () => (connection, written) => {
          requests.insertRequest(connection, row);
          const detail = { keys: written.keysAdded, what: row.profileHost };
          appendLogEntry(connection, clock(), 'requested', detail);
        },
      });
    },
    certificatesOf: (spki) => withSqliteErrors(() => requests.certificatesOfKey(database, spki)),
    async finish(id, certificate) {
      return await transactions.change(() => {
        const row = requests.findRequest(database, id);
        if (!requests.markRequestDone(database, id, certificate)) return false;
        const detail = { certificates: [certificate], count: 1, what: row?.profileHost ?? '' };
        appendLogEntry(database, clock(), 'request-done', detail);
        return true;
      });
    },
    async refuse(id, problem) {
      await transactions.change(() => {
        if (!requests.writeRequestProblem(database, id, problem)) return;
        appendLogEntry(database, clock(), 'reply-refused', { what: problem });
      });
    },
    async askAgainAt(id, at) {
      await transactions.change(() => requests.writeAskAgain(database, id, at));
    },
    async cmpTransaction(id, transaction) {
      await transactions.change(() => requests.writeCmpTransaction(database, id, transaction));
    },
    async removeRequest(id) {
      const keys = await transactions.change(() => {
        const row = requests.findRequest(database, id);
        if (row === null) throw new AppError('not-found');
        requests.deleteRequest(database, id);
        const gone =
          requests.deleteOrphanKey(database, row.spkiSha256) + requests.deleteTemporaryKey(database, row.csr);
        if (gone > 0) markResidue(folder);
        appendLogEntry(database, clock(), 'request-removed', { keys: gone, what: row.profileHost });
        return gone;
      });
      if (keys > 0) await eraseResidue(database);
      return { keys };
    },
  };
}
