// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { requestRow, type ProfileRecord, type RequestRecord } from './enrolment-records.ts';
import type { MergeScope } from './merge-scope.ts';
import { getRow } from './store/certificate-queries.ts';
import { hasKey } from './store/key-rows.ts';
import { findProfileAt, putProfile } from './store/profile-rows.ts';
import {
  awaitsKey,
  certificatesOfKey,
  findRequest,
  insertRequest,
  markRequestDone,
  type RequestRow,
} from './store/request-rows.ts';

export interface Enrolment {
  readonly profiles: readonly ProfileRecord[];
  readonly requests: readonly RequestRecord[];
}

/**
 * Takes profiles and requests of another vault or of a backup in; what is ours stays. Call it inside the transaction in
 * which their keys and certificates came in: a request without its key is of no use, nor is one that ended with a
 * certificate that is not here. A profile comes without its confirmation.
 */
export function takeEnrolment(database: DatabaseSync, { profiles, requests }: Enrolment, scope: MergeScope): void {
  for (const profile of profiles) {
    if (findProfileAt(database, profile.name, profile.host) !== null) continue;
    putProfile(database, { ...profile, confirmedAt: null });
  }
  for (const each of requests) {
    const record = scope.take(each);
    if (record === null) continue;
    const { id, certificate } = record;
    if (certificate === null ? !canGoOn(database, record, scope) : getRow(database, certificate) === null) continue;
    const ours = findRequest(database, id);
    if (ours === null) insertRequest(database, requestRow(record));
    else if (scope.endsOurs && certificate !== null && isSame(ours, record)) {
      markRequestDone(database, id, certificate);
    }
  }
}

/** Its key is here, or on a token, or still to come from the authority, and is of no certificate that it may not be for. */
function canGoOn(database: DatabaseSync, record: RequestRecord, { asks }: MergeScope): boolean {
  const { token, spkiSha256 } = record;
  if (!certificatesOfKey(database, spkiSha256).every(asks)) return false;
  return token !== null || awaitsKey(record) || hasKey(database, spkiSha256);
}

/** An id alone says nothing: it can be read in any file of the vault. */
function isSame(ours: RequestRow, { csr }: RequestRecord): boolean {
  return Buffer.from(csr, 'base64').equals(ours.csr);
}
