// SPDX-License-Identifier: Apache-2.0
import type { CertificateFields } from '../../x509/certificate/certificate-fields.ts';
import type { PortableRecords } from '../merge/portable-records.ts';
import type { Enrolment } from '../merge/merge-enrolment.ts';
import type { WatchedRow } from '../store/rows/watched-rows.ts';
import type { CertificateFacts, KeyFacts } from './backup-item.ts';

export interface BackedUpCertificate extends Omit<CertificateFacts, 'type' | 'sha256'> {
  readonly der: Uint8Array;
  readonly fields: CertificateFields;
}

export interface BackedUpKey extends Omit<KeyFacts, 'type'> {
  readonly pkcs8: Uint8Array;
}

export interface BackupContents extends Enrolment, PortableRecords {
  readonly certificates: readonly BackedUpCertificate[];
  /** The caller zeroes the keys. */
  readonly keys: readonly BackedUpKey[];
  readonly watched: readonly ({ readonly type: 'watched' } & WatchedRow)[];
}
