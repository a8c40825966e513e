// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/app-error.ts';
import { acceptedId, type AcceptedVaultIds } from './accepted-vault-ids.ts';
import { appendLogEntry } from './log/append-entry.ts';
import { trustedAnchors, trustedProfileAnchors } from './seal/sealed-anchors.ts';
import type { SealKeeper } from './seal/seal-keeper.ts';
import type { AnchorRow } from './store/anchor-rows.ts';
import { forgetUntrustedPaths } from './store/check-rows.ts';
import type { ProfileAnchorRow } from './store/profile-anchor-rows.ts';
import { profileRows, type ProfileRow } from './store/profile-rows.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import type { Transactions } from './store/transactions.ts';
import { readVaultRecord } from './store/vault-record.ts';

/** What counts once the vault is accepted: trust anchors, confirmed profiles, authorities accepted for their servers. */
export interface WhatCounts {
  /** Anchors and profiles. */
  readonly count: number;
  readonly anchors: readonly AnchorRow[];
  /** Confirmed ones, and those with authorities. */
  readonly profiles: readonly ProfileRow[];
  readonly profileAnchors: readonly ProfileAnchorRow[];
  /** Of all of it, and of the vault. */
  readonly digest: string;
}

/**
 * Anchors and confirmed profiles are sealed in the vault, and its seal says that they are its maker's. A vault that was
 * handed over has another maker: until a person accepts it on this computer, none of them counts.
 */
export interface VaultAcceptance {
  isAccepted(): boolean;
  /** What a person is to look at before. */
  review(): WhatCounts;
  /** `digest`: of what was shown. Errors: `invalid-input` (something else would count now), those of the state's file. */
  accept(digest: string): Promise<void>;
  /** Errors: `vault-not-accepted`. */
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
