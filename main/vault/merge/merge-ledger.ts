// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { Ledger } from './ledger-records.ts';
import { findAnchor, insertAnchor } from '../store/rows/anchor-rows.ts';
import type { MergeScope } from './merge-scope.ts';
import { getRow } from '../store/rows/certificate-queries.ts';
import { findLoss, putLoss, writeLossSteps } from '../store/rows/loss-rows.ts';
import { findVisit, insertVisit } from '../store/rows/visit-rows.ts';

/**
 * Existing rows win. Call inside the import's transaction. Anchors come unconfirmed; returns the number of new ones.
 */
export function takeLedger(database: DatabaseSync, { anchors, losses, visits }: Ledger, scope: MergeScope): number {
  const isHere = (sha256: string): boolean => getRow(database, sha256) !== null;
  const unknown = anchors.filter(({ sha256 }) => findAnchor(database, sha256) === null);
  for (const { sha256, der, addedAt } of unknown) {
    insertAnchor(database, { sha256, der: new Uint8Array(Buffer.from(der, 'base64')), addedAt, confirmedAt: null });
  }
  for (const { sha256, kind, reportedAt, done } of losses) {
    if (!scope.tells(sha256) || !isHere(sha256) || findLoss(database, sha256) !== null) continue;
    putLoss(database, sha256, kind, reportedAt);
    writeLossSteps(database, sha256, done);
  }
  for (const each of visits) {
    const visit = scope.take(each);
    if (visit === null || (visit.certificate !== null && !isHere(visit.certificate))) continue;
    if (findVisit(database, visit.id) === null) insertVisit(database, visit);
  }
  return unknown.length;
}
