// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { PortableRecords } from './portable-records.ts';
import { findAnchor, insertAnchor } from '../store/rows/anchor-rows.ts';
import type { MergeScope } from './merge-scope.ts';
import { getRow } from '../store/rows/certificate-queries.ts';
import { findLoss, putLoss, writeLossPhone, writeLossProgress } from '../store/rows/loss-rows.ts';
import { findWebEnrolment, insertWebEnrolment } from '../store/rows/web-enrolment-rows.ts';

/** Existing rows win. Call inside the import's transaction. Returns the number of new anchors. */
export function mergeRecords(
  database: DatabaseSync,
  { anchors, losses, webEnrolments }: PortableRecords,
  scope: MergeScope,
): number {
  const isHere = (sha256: string): boolean => getRow(database, sha256) !== null;
  const unknown = anchors.filter(({ sha256 }) => findAnchor(database, sha256) === null);
  for (const { sha256, der, addedAt } of unknown) {
    insertAnchor(database, { sha256, der: new Uint8Array(Buffer.from(der, 'base64')), addedAt, confirmedAt: null });
  }
  for (const { sha256, kind, reportedAt, phone, ...progress } of losses) {
    if (!scope.tells(sha256) || !isHere(sha256) || findLoss(database, sha256) !== null) continue;
    putLoss(database, sha256, kind, reportedAt);
    writeLossProgress(database, sha256, progress);
    if (phone !== undefined) writeLossPhone(database, sha256, phone);
  }
  for (const each of webEnrolments) {
    const webEnrolment = scope.take(each);
    if (webEnrolment === null || (webEnrolment.certificate !== null && !isHere(webEnrolment.certificate))) continue;
    if (findWebEnrolment(database, webEnrolment.id) === null) insertWebEnrolment(database, webEnrolment);
  }
  return unknown.length;
}
