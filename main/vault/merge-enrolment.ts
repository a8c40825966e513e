import type { DatabaseSync } from 'node:sqlite';
import { requestRow, type ProfileRecord, type RequestRecord } from './enrolment-records.ts';
import { getRow } from './store/certificate-queries.ts';
import { hasKey } from './store/key-rows.ts';
import { findProfileAt, putProfile } from './store/profile-rows.ts';
import { awaitsKey, findRequest, insertRequest, markRequestDone } from './store/request-rows.ts';

export interface Enrolment {
  readonly profiles: readonly ProfileRecord[];
  readonly requests: readonly RequestRecord[];
}

/**
 * Takes profiles and requests of another vault or of a backup in; what is ours stays. Call it inside the transaction in
 * which their keys and certificates came in: a request without its key is of no use, nor is one that ended with a
 * certificate that is not here. A profile comes without its confirmation.
 */
export function takeEnrolment(database: DatabaseSync, { profiles, requests }: Enrolment): void {
  for (const profile of profiles) {
    if (findProfileAt(database, profile.name, profile.host) !== null) continue;
    putProfile(database, { ...profile, confirmedAt: null });
  }
  for (const record of requests) {
    const ended = record.certificate !== null && getRow(database, record.certificate) !== null;
    if (record.state === 'done' ? !ended : !canGoOn(database, record)) continue;
    if (findRequest(database, record.id) === null) insertRequest(database, requestRow(record));
    else if (record.certificate !== null) markRequestDone(database, record.id, record.certificate);
  }
}

/** Its key is here, or on a token, or still to come from the authority. */
function canGoOn(database: DatabaseSync, record: RequestRecord): boolean {
  return record.token !== null || awaitsKey(record) || hasKey(database, record.spkiSha256);
}
