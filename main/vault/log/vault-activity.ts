// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ActivityDetail, ActivityEvent } from '../../../shared/domain/activity-events.ts';
import type { SealFinding } from '../../../shared/ipc/calls/vault/activity.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import type { SealKeeper } from '../seal/seal-keeper.ts';
import type { VaultPin } from '../seal/vault-pin.ts';
import type { Session } from '../protectors/session.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import { unconfirmAnchors } from '../store/rows/anchor-rows.ts';
import { forgetSoundPaths } from '../store/rows/check-rows.ts';
import { dropProfileAnchors } from '../store/rows/profile-anchor-rows.ts';
import { unconfirmProfiles } from '../store/rows/profile-rows.ts';
import { appendLogEntry } from './append-entry.ts';
import {
  countByEvent,
  countEntries,
  type EntryFilter,
  type EntryGroup,
  findGroups,
  readEntries,
  type StoredEntry,
} from './read-log.ts';

export interface ActivityReport {
  readonly seal: VaultStatus['seal'];
  readonly entries: number;
  readonly findings: readonly SealFinding[];
}

interface Parts {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly session: Session;
  readonly seal: SealKeeper;
  readonly pin: VaultPin;
  readonly clock: () => Date;
}

export class VaultActivity {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Newest first. `sealedUpTo` is null while locked. */
  list(before: number | null, limit: number): { entries: StoredEntry[]; total: number; sealedUpTo: number | null } {
    const { database, seal } = this.#parts;
    return withSqliteErrors(() => ({
      entries: readEntries(database, before, limit),
      total: countEntries(database),
      sealedUpTo: seal.sealedUpTo(),
    }));
  }

  /** Like `list`, with each import as one entry. */
  groups(
    before: number | null,
    limit: number,
    filter: EntryFilter | null,
  ): { entries: EntryGroup[]; total: number; sealedUpTo: number | null } {
    const { database, seal } = this.#parts;
    return withSqliteErrors(() => ({
      ...findGroups(database, filter, before, limit),
      sealedUpTo: seal.sealedUpTo(),
    }));
  }

  counts(): ReadonlyMap<string, number> {
    return withSqliteErrors(() => countByEvent(this.#parts.database));
  }

  async verify(): Promise<ActivityReport> {
    const { database, seal, pin } = this.#parts;
    // Another process may have re-keyed the vault.
    await pin.reload();
    return withSqliteErrors(() => {
      const { state, findings } = seal.check();
      return { seal: state, entries: countEntries(database), findings };
    });
  }

  /**
   * Seals the current state. Resets a swapped recipient. If the seal is authentic, drops unsealed protectors.
   * Unconfirms profiles or anchors if they or the seal changed. Throws `vault-locked`, `not-confirmed` (findings differ
   * from `seen`).
   */
  async accept(seen?: readonly SealFinding[]): Promise<void> {
    const { database, transactions, session, seal, clock } = this.#parts;
    const recipient = session.recipient();
    if (recipient === null || seal.sealedUpTo() === null) throw new AppError('vault-locked');
    const { findings } = await this.verify();
    if (findings.length === 0) return;
    if (seen !== undefined && !isDeepStrictEqual(findings, seen)) throw new AppError('not-confirmed');
    const what = [...new Set(findings.map(({ problem }) => problem))].join(' ');
    await seal.accept(async () => {
      await transactions.change(() => {
        if (session.recipient() !== recipient) throw new AppError('vault-locked');
        database.prepare('UPDATE vault SET recipient = ?1 WHERE id = 1 AND recipient <> ?1').run(recipient);
        seal.dropForeignProtectors();
        const isFound = (wanted: SealFinding['problem']) => findings.some(({ problem }) => problem === wanted);
        if (isFound('profile-changed') || isFound('seal-changed')) {
          unconfirmProfiles(database);
          dropProfileAnchors(database);
        }
        if (isFound('anchor-changed') || isFound('seal-changed')) {
          unconfirmAnchors(database);
          forgetSoundPaths(database);
        }
        appendLogEntry(database, clock(), 'seal-accepted', { what });
      });
    });
  }

  /** Does nothing if the vault can't be written. */
  async record(event: ActivityEvent, detail: ActivityDetail): Promise<void> {
    const { database, transactions, clock } = this.#parts;
    try {
      await transactions.change(() => {
        appendLogEntry(database, clock(), event, detail);
      });
    } catch (error) {
      if (!(error instanceof AppError) && database.isOpen) throw error;
    }
  }
}
