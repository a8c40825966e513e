// SPDX-License-Identifier: Apache-2.0
import type { KeyMaker, Origin } from '../../../shared/schemas/certificates/certificate.ts';
import type { ProfileRecord, RequestRecord } from '../merge/enrolment-records.ts';
import type { Statements } from '../merge/merge-descriptions.ts';
import type { AnchorLine, LossLine, WebEnrolmentLine } from '../merge/portable-records.ts';
import type { WatchedRow } from '../store/rows/watched-rows.ts';
import type { StoredEntry } from '../log/read-log.ts';

export interface CertificateFacts extends Statements {
  readonly type: 'certificate';
  readonly sha256: string;
  /** SPKI hash, or null if the key isn't in the backup. */
  readonly key: string | null;
  readonly addedAt: string;
  readonly friendlyName: string | null;
  readonly label: string | null;
  readonly place: string | null;
  readonly note: string | null;
  readonly tags: string[];
  readonly origins: Origin[];
  readonly installedIn: string[];
}

export interface KeyFacts {
  readonly type: 'key';
  readonly spkiSha256: string;
  readonly algorithm: string;
  readonly addedAt: string;
  readonly madeBy: KeyMaker | null;
}

export type BackupItem =
  | { readonly kind: 'certificate'; readonly der: Uint8Array; readonly record: CertificateFacts }
  /** `pkcs8` is unencrypted DER and valid until the next item, when the producer zeroes it. */
  | { readonly kind: 'key'; readonly pkcs8: Uint8Array; readonly record: KeyFacts }
  | { readonly kind: 'watched'; readonly record: { readonly type: 'watched' } & WatchedRow }
  | { readonly kind: 'profile'; readonly record: { readonly type: 'profile' } & ProfileRecord }
  | { readonly kind: 'request'; readonly record: { readonly type: 'request' } & RequestRecord }
  | { readonly kind: 'anchor'; readonly record: { readonly type: 'anchor' } & AnchorLine }
  | { readonly kind: 'loss'; readonly record: { readonly type: 'loss' } & LossLine }
  | { readonly kind: 'webEnrolment'; readonly record: { readonly type: 'webEnrolment' } & WebEnrolmentLine }
  | { readonly kind: 'history'; readonly record: StoredEntry };

export interface BackupOrigin {
  readonly program: string;
  readonly vaultId: string;
  readonly revision: number;
  readonly scope: 'all' | 'chosen';
  readonly createdAt: Date;
}
