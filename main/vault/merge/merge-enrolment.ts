// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { requestRow, type ProfileRecord, type RequestRecord } from './enrolment-records.ts';
import type { MergeScope } from './merge-scope.ts';
import { getRow } from '../store/rows/certificate-queries.ts';
import { hasKey } from '../store/rows/key-rows.ts';
import { findProfileAt, putProfile } from '../store/rows/profile-rows.ts';
import {
  awaitsKey,
  certificatesOfKey,
  findRequest,
  insertRequest,
  markRequestDone,
  type RequestRow,
} from '../store/rows/request-rows.ts';

export interface Enrolment {
  readonly profiles: readonly ProfileRecord[];
  readonly requests: readonly RequestRecord[];
}

/**
 * Existing rows win, but with `endsOurs`, incoming completed requests complete ours. Call inside the `also` of
 * `importItems`.
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

function canGoOn(database: DatabaseSync, record: RequestRecord, { asks }: MergeScope): boolean {
  const { token, spkiSha256 } = record;
  if (!certificatesOfKey(database, spkiSha256).every(asks)) return false;
  return token !== null || awaitsKey(record) || hasKey(database, spkiSha256);
}

/** Compares the CSR, because anyone who can read the vault file knows the ids. */
function isSame(ours: RequestRow, { csr }: RequestRecord): boolean {
  return Buffer.from(csr, 'base64').equals(ours.csr);
}
