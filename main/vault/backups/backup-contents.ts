// SPDX-License-Identifier: Apache-2.0
import type { CertificateFields } from '../../x509/certificate-fields.ts';
import type { Ledger } from '../ledger-records.ts';
import type { Enrolment } from '../merge-enrolment.ts';
import type { WatchedRow } from '../store/watched-rows.ts';
import type { CertificateFacts, KeyFacts } from './backup-item.ts';

/** A certificate of a backup with everything that was written about it. */
export interface BackedUpCertificate extends Omit<CertificateFacts, 'type' | 'sha256'> {
  readonly der: Uint8Array;
  readonly fields: CertificateFields;
}

export interface BackedUpKey extends Omit<KeyFacts, 'type'> {
  readonly pkcs8: Uint8Array;
}

/** What a restore takes from a backup. */
export interface BackupContents extends Enrolment, Ledger {
  /** In the order in which they came into the other vault. */
  readonly certificates: readonly BackedUpCertificate[];
  /** Whoever gets them zeroes them. None when only a look was asked for. */
  readonly keys: readonly BackedUpKey[];
  readonly watched: readonly ({ readonly type: 'watched' } & WatchedRow)[];
}
