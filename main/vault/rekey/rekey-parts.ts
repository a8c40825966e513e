// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { OpenedIdentity } from '../protectors/open-identity.ts';
import type { ProtectorKit } from '../protectors/protector-kit.ts';
import type { SealKeeper } from '../seal/seal-keeper.ts';
import type { Session } from '../protectors/session.ts';
import type { Transactions } from '../store/transactions.ts';

export interface RekeyParts {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly kit: ProtectorKit;
  readonly session: Session;
  readonly seal: SealKeeper;
}

export interface RekeyIdentities {
  readonly former: OpenedIdentity;
  readonly next: OpenedIdentity;
}

export interface RekeyControl {
  readonly signal?: AbortSignal | undefined;
  /** `fraction` is 0 to 1, or null if unknown. */
  readonly progress?: ((fraction: number | null, step: 'deriving' | 'rekeying') => void) | undefined;
}
