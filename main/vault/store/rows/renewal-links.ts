// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../prepared.ts';

/** Maps a certificate's SHA-256 to that of its issued replacement. The latest enrolment wins. */
export function renewalLinks(database: DatabaseSync): ReadonlyMap<string, string> {
  const query = `SELECT renews, certificate, ended_at AS at FROM web_enrolments WHERE renews IS NOT NULL AND certificate IS NOT NULL
    UNION ALL
    SELECT renews, certificate, created_at AS at FROM requests WHERE renews IS NOT NULL AND certificate IS NOT NULL
    ORDER BY at`;
  return new Map(
    prepared(database, query)
      .all()
      .map((row) => [String(row['renews']), String(row['certificate'])]),
  );
}
