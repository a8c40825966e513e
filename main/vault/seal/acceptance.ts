// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { acceptedId, type AcceptedVaultIds } from './accepted-vault-ids.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { trustedAnchors, trustedProfileAnchors } from './sealed-anchors.ts';
import type { SealKeeper } from './seal-keeper.ts';
import type { AnchorRow } from '../store/rows/anchor-rows.ts';
import { forgetUntrustedPaths } from '../store/rows/check-rows.ts';
import type { ProfileAnchorRow } from '../store/rows/profile-anchor-rows.ts';
import { profileRows, type ProfileRow } from '../store/rows/profile-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

export interface WhatCounts {
  readonly count: number;
  readonly anchors: readonly AnchorRow[];
  readonly profiles: readonly ProfileRow[];
  readonly profileAnchors: readonly ProfileAnchorRow[];
  /** Covers the members above and `acceptedId`. */
  readonly digest: string;
}

/** Anchors and profiles aren't trusted until the user accepts the vault on this computer. */
export interface VaultAcceptance {
  isAccepted(): boolean;
  review(): WhatCounts;
  /** Throws `invalid-input` if the content no longer matches the reviewed `digest`. */
  accept(digest: string): Promise<void>;
  require(): void;
}

export function createVaultAcceptance(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly seal: SealKeeper;
  readonly clock: () => Date;
  readonly accepted: AcceptedVaultIds;
}): VaultAcceptance {
  const { database, transactions, seal, clock, accepted } = parts;

  const isAccepted = (): boolean => withSqliteErrors(() => accepted.has(acceptedId(readVaultRecord(database))));

  function review(): WhatCounts {
    return withSqliteErrors(() => {
      const isBroken = seal.state() === 'broken';
      const anchors = isBroken ? [] : trustedAnchors(database);
      const held = profileRows(database);
      const profileAnchors = isBroken ? [] : held.flatMap(({ id }) => trustedProfileAnchors(database, id));
      const withAnchors = new Set(profileAnchors.map(({ profileId }) => profileId));
      const profiles = held.filter(({ id, confirmedAt }) => confirmedAt !== null || withAnchors.has(id));
      const digest = createHash('sha256')
        .update(
          JSON.stringify([
            acceptedId(readVaultRecord(database)),
            anchors.map(({ sha256 }) => sha256),
            profiles.map(({ id, name, content, confirmedAt }) => [id, name, content, confirmedAt]),
            profileAnchors.map(({ profileId, sha256 }) => [profileId, sha256]),
          ]),
        )
        .digest('hex');
      return { count: anchors.length + profiles.length, anchors, profiles, profileAnchors, digest };
    });
  }

  return {
    isAccepted,
    review,
    async accept(digest) {
      if (review().digest !== digest) throw new AppError('invalid-input', { field: 'digest' });
      if (isAccepted()) return;
      accepted.accept(acceptedId(readVaultRecord(database)));
      await transactions.change(() => {
        forgetUntrustedPaths(database);
        appendLogEntry(database, clock(), 'vault-accepted', {});
      });
    },
    require() {
      if (!isAccepted()) throw new AppError('vault-not-accepted');
    },
  };
}
