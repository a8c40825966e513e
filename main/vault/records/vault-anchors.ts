// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { VaultAcceptance } from '../seal/acceptance.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { forgetPathsTo, forgetUntrustedPaths } from '../store/rows/check-rows.ts';
import { trustedAnchors } from '../seal/sealed-anchors.ts';
import type { SealKeeper } from '../seal/seal-keeper.ts';
import type { Session } from '../protectors/session.ts';
import * as rows from '../store/rows/anchor-rows.ts';
import type { AnchorRow } from '../store/rows/anchor-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

/** Identity numbers in `name` are masked. */
export interface NamedAnchor {
  readonly sha256: string;
  readonly name: string;
}

export interface VaultAnchors {
  rows(): AnchorRow[];
  /** While locked, the seal's MAC isn't checked. */
  trusted(): AnchorRow[];
  /** SHA-256 hashes. Ignores the seal and the acceptance. */
  confirmed(): string[];
  /** Call after the user compared the fingerprint. Throws `vault-locked`, `seal-broken`, `vault-not-accepted`. */
  add(anchor: NamedAnchor & { readonly der: Uint8Array }): Promise<void>;
  /** Errors: `not-found`, those of `add`. */
  confirm(anchor: NamedAnchor): Promise<void>;
  /** Throws `not-found`. */
  remove(anchor: NamedAnchor): Promise<void>;
}

export function createVaultAnchors(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly session: Session;
  readonly seal: SealKeeper;
  readonly clock: () => Date;
  readonly acceptance: VaultAcceptance;
}): VaultAnchors {
  const { database, transactions, session, seal, clock, acceptance } = parts;

  function requireSeal(): void {
    if (readVaultRecord(database).recipient === null) return;
    if (!session.isOpen()) throw new AppError('vault-locked');
    if (seal.state() === 'broken') throw new AppError('seal-broken');
  }

  function confirm({ sha256, name }: NamedAnchor): void {
    requireSeal();
    const now = clock();
    rows.confirmAnchorRow(database, sha256, now.toISOString());
    forgetUntrustedPaths(database);
    appendLogEntry(database, now, 'anchor-confirmed', detailOf({ sha256, name }));
  }

  return {
    rows: () =>
      withSqliteErrors(() => {
        const found = rows.anchorRows(database);
        return acceptance.isAccepted() ? found : found.map((row) => ({ ...row, confirmedAt: null }));
      }),
    trusted: () =>
      withSqliteErrors(() => (seal.state() === 'broken' || !acceptance.isAccepted() ? [] : trustedAnchors(database))),
    confirmed: () => withSqliteErrors(() => rows.confirmedAnchorIds(database)),
    async add({ der, ...anchor }) {
      await transactions.change(() => {
        acceptance.require();
        if (isConfirmed(rows.findAnchor(database, anchor.sha256))) return;
        rows.insertAnchor(database, { ...anchor, der, addedAt: clock().toISOString(), confirmedAt: null });
        confirm(anchor);
      });
    },
    async confirm(anchor) {
      await transactions.change(() => {
        const row = rows.findAnchor(database, anchor.sha256);
        if (row === null) throw new AppError('not-found');
        acceptance.require();
        if (!isConfirmed(row)) confirm(anchor);
      });
    },
    async remove(anchor) {
      await transactions.change(() => {
        if (!rows.deleteAnchor(database, anchor.sha256)) throw new AppError('not-found');
        // Without this, certificates would look trusted until the next check.
        forgetPathsTo(database, anchor.sha256);
        appendLogEntry(database, clock(), 'anchor-removed', detailOf(anchor));
      });
    },
  };
}

function isConfirmed(row: AnchorRow | null): boolean {
  return row !== null && row.confirmedAt !== null;
}

function detailOf({ sha256, name }: NamedAnchor) {
  return { certificates: [sha256], count: 1, what: name.slice(0, 200) };
}
