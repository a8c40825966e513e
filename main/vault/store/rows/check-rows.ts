// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  storedPathReasonSchema,
  type StoredPathReason,
  storedPathWarningSchema,
  type StoredPathWarning,
} from '../../../../shared/schemas/trust/trust.ts';
import { prepared } from '../prepared.ts';

export interface PathCheckRow {
  readonly sha256: string;
  readonly valid: boolean;
  /** See `PathVerdict`. */
  readonly sound: boolean;
  readonly reasons: readonly StoredPathReason[];
  readonly warnings: readonly StoredPathWarning[];
  /** Leaf first. */
  readonly path: readonly string[];
  /** A digest of the CAs and anchors used. */
  readonly basis: string;
  readonly checkedAt: string;
}

export function findPathCheck(database: DatabaseSync, sha256: string): PathCheckRow | null {
  const row = prepared(database, 'SELECT * FROM path_checks WHERE sha256 = ?').get(sha256);
  return row ? checkFromSql(row) : null;
}

export function pathCheckTimes(database: DatabaseSync): Map<string, Pick<PathCheckRow, 'basis' | 'checkedAt'>> {
  const rows = prepared(database, 'SELECT sha256, basis, checked_at FROM path_checks').all();
  return new Map(
    rows.map((row) => [String(row['sha256']), { basis: String(row['basis']), checkedAt: String(row['checked_at']) }]),
  );
}

export function writePathCheck(database: DatabaseSync, check: PathCheckRow): void {
  const { sha256, valid, sound, reasons, warnings, path, basis, checkedAt } = check;
  const findings = JSON.stringify([...reasons, ...warnings]);
  prepared(
    database,
    `INSERT OR REPLACE INTO path_checks (sha256, valid, sound, reasons, path, basis, checked_at)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM certificates WHERE sha256 = ?1)`,
  ).run(sha256, Number(valid), Number(sound), findings, JSON.stringify(path), basis, checkedAt);
}

/**
 * Returns SHA-256 of unchecked or faulty certificates, or null if there are more than `limit`. Fills up to `limit` with
 * valid ones checked outside `fresh` (ISO 8601 UTC), oldest check first.
 */
export function fewToJudge(
  database: DatabaseSync,
  limit: number,
  fresh: { readonly from: string; readonly to: string },
): string[] | null {
  const query = `SELECT c.sha256 FROM certificates c LEFT JOIN path_checks p ON p.sha256 = c.sha256
    WHERE c.deleted_at IS NULL AND (p.sha256 IS NULL OR p.sound = 0) LIMIT ?`;
  const rows = prepared(database, query).all(limit + 1);
  if (rows.length > limit) return null;
  const aged = `SELECT c.sha256 FROM certificates c JOIN path_checks p ON p.sha256 = c.sha256
    WHERE c.deleted_at IS NULL AND p.valid = 1 AND p.sound = 1 AND p.checked_at NOT BETWEEN ? AND ?
    ORDER BY p.checked_at LIMIT ?`;
  const old = prepared(database, aged).all(fresh.from, fresh.to, limit - rows.length);
  return [...rows, ...old].map((row) => String(row['sha256']));
}

/** `chosen` is a JSON array. */
export function forgetPathChecks(database: DatabaseSync, chosen: string): void {
  prepared(database, 'DELETE FROM path_checks WHERE sha256 IN (SELECT value FROM json_each(?))').run(chosen);
}

export function unsoundIds(database: DatabaseSync): Set<string> {
  return idsOf(database, 'SELECT sha256 FROM path_checks WHERE sound = 0');
}

export function validIds(database: DatabaseSync): Set<string> {
  // Qualified, because `json_each` also has a `path` column.
  const isInUse = `NOT EXISTS (SELECT 1 FROM json_each(path_checks.path) AS step
    WHERE step.key BETWEEN 1 AND json_array_length(path_checks.path) - 2
      AND NOT EXISTS (SELECT 1 FROM certificates c WHERE c.sha256 = step.value AND c.deleted_at IS NULL))`;
  return idsOf(
    database,
    `SELECT sha256 FROM path_checks WHERE valid = 1 AND CASE WHEN json_valid(path_checks.path) THEN ${isInUse} ELSE 0 END`,
  );
}

export function validByOwnAnchors(database: DatabaseSync): Set<string> {
  return idsOf(
    database,
    `SELECT sha256 FROM path_checks WHERE valid = 1
      AND CASE WHEN json_valid(path) THEN path ->> '$[#-1]' IN (SELECT sha256 FROM anchors) ELSE 1 END`,
  );
}

export function forgetSoundPaths(database: DatabaseSync): void {
  prepared(database, 'DELETE FROM path_checks WHERE sound = 1').run();
}

export function forgetUntrustedPaths(database: DatabaseSync): void {
  prepared(database, 'DELETE FROM path_checks WHERE sound = 1 AND valid = 0').run();
}

export function forgetPathsTo(database: DatabaseSync, anchor: string): void {
  const query = `DELETE FROM path_checks
    WHERE valid = 1 AND CASE WHEN json_valid(path) THEN path ->> '$[#-1]' IS ? ELSE 1 END`;
  prepared(database, query).run(anchor);
}

export function revokedIds(database: DatabaseSync): Set<string> {
  return idsOf(database, `SELECT sha256 FROM revocation_checks WHERE status = 'revoked'`);
}

function idsOf(database: DatabaseSync, sql: string): Set<string> {
  return new Set(
    prepared(database, sql)
      .all()
      .map((row) => String(row['sha256'])),
  );
}

const findingsSchema = z.array(z.union([storedPathReasonSchema, storedPathWarningSchema])).max(2000);

function isWarning(finding: StoredPathReason | StoredPathWarning): finding is StoredPathWarning {
  return storedPathWarningSchema.shape.code.safeParse(finding.code).success;
}

export function pathWarnings(database: DatabaseSync): Map<string, readonly StoredPathWarning[]> {
  const query = `SELECT * FROM path_checks WHERE reasons LIKE '%"weak-%'`;
  const checks = prepared(database, query).all().map(checkFromSql);
  return new Map(checks.flatMap((check) => (check?.warnings.length ? [[check.sha256, check.warnings]] : [])));
}

function checkFromSql(row: Readonly<Record<string, unknown>>): PathCheckRow | null {
  const read = findingsSchema.safeParse(jsonOf(row['reasons']));
  const path = jsonOf(row['path']);
  if (!read.success || !Array.isArray(path)) return null;
  return {
    sha256: String(row['sha256']),
    valid: row['valid'] === 1,
    sound: row['sound'] === 1,
    reasons: read.data.filter((finding): finding is StoredPathReason => !isWarning(finding)),
    warnings: read.data.filter(isWarning),
    path: path.map(String),
    basis: String(row['basis']),
    checkedAt: String(row['checked_at']),
  };
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
