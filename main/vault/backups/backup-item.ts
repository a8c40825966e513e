// SPDX-License-Identifier: Apache-2.0
import type { KeyMaker, Origin } from '../../../shared/schemas/certificate.ts';
import type { ProfileRecord, RequestRecord } from '../enrolment-records.ts';
import type { AnchorLine, LossLine, VisitLine } from '../ledger-records.ts';
import type { WatchedRow } from '../store/watched-rows.ts';
import type { StoredEntry } from '../log/read-log.ts';

/** What is known of a certificate besides itself. */
export interface CertificateFacts {
  readonly type: 'certificate';
  readonly sha256: string;
  /** SPKI hash of its private key, null when the vault has none. */
  readonly key: string | null;
  /** ISO 8601 UTC. */
  readonly addedAt: string;
  readonly friendlyName: string | null;
  readonly label: string | null;
  readonly place: string | null;
  /** In the clear. */
  readonly note: string | null;
  readonly tags: string[];
  /** First one first. */
  readonly origins: Origin[];
  /** Ids of the stores in which it was proved to work; a hint for a restore. */
  readonly installedIn: string[];
}

export interface KeyFacts {
  readonly type: 'key';
  readonly spkiSha256: string;
  readonly algorithm: string;
  /** ISO 8601 UTC. */
  readonly addedAt: string;
  /** See `KeyRow`. */
  readonly madeBy: KeyMaker | null;
}

/** What goes into a backup, in the order in which it lies there. */
export type BackupItem =
  | { readonly kind: 'certificate'; readonly der: Uint8Array; readonly record: CertificateFacts }
  /** `pkcs8`: unencrypted PrivateKeyInfo, DER, good until the next item is asked for; its maker zeroes it. */
  | { readonly kind: 'key'; readonly pkcs8: Uint8Array; readonly record: KeyFacts }
  | { readonly kind: 'watched'; readonly record: { readonly type: 'watched' } & WatchedRow }
  | { readonly kind: 'profile'; readonly record: { readonly type: 'profile' } & ProfileRecord }
  | { readonly kind: 'request'; readonly record: { readonly type: 'request' } & RequestRecord }
  | { readonly kind: 'anchor'; readonly record: { readonly type: 'anchor' } & AnchorLine }
  | { readonly kind: 'loss'; readonly record: { readonly type: 'loss' } & LossLine }
  | { readonly kind: 'visit'; readonly record: { readonly type: 'visit' } & VisitLine }
  | { readonly kind: 'history'; readonly record: StoredEntry };

/** What a backup says of where it comes from. */
export interface BackupOrigin {
  /** Version of CertSteward. */
  readonly program: string;
  readonly vaultId: string;
  readonly revision: number;
  readonly scope: 'all' | 'chosen';
  readonly createdAt: Date;
}
