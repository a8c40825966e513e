// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import {
  type StepTimes,
  stepTimesSchema,
  type WebEnrolmentPurpose,
  webEnrolmentPurposes,
} from '../../../../shared/schemas/enrolment/web-enrolment.ts';
import { prepared } from '../prepared.ts';

export interface WebEnrolmentRow {
  readonly id: string;
  readonly profileName: string;
  /** Empty if applied for by phone or at a branch. */
  readonly profileHost: string;
  readonly purpose: WebEnrolmentPurpose;
  readonly renews: string | null;
  readonly startedAt: string;
  readonly certificate: string | null;
  readonly endedAt: string | null;
  readonly steps: StepTimes;
}

export interface BankOfCertificate {
  /** RFC 4514. */
  readonly subject: string;
  readonly issuer: string;
  readonly name: string;
  readonly host: string;
}

export function waitingWebEnrolments(database: DatabaseSync): WebEnrolmentRow[] {
  const query = 'SELECT * FROM web_enrolments WHERE ended_at IS NULL ORDER BY started_at, id';
  return prepared(database, query).all().map(webEnrolmentFromSql);
}

export function keptWebEnrolments(database: DatabaseSync, limit = -1): WebEnrolmentRow[] {
  const query = `SELECT * FROM web_enrolments WHERE ended_at IS NULL OR certificate IS NOT NULL
    ORDER BY started_at, id LIMIT ?`;
  return prepared(database, query).all(limit).map(webEnrolmentFromSql);
}

export function findWebEnrolment(database: DatabaseSync, id: string): WebEnrolmentRow | null {
  const row = prepared(database, 'SELECT * FROM web_enrolments WHERE id = ?').get(id);
  return row ? webEnrolmentFromSql(row) : null;
}

export function webEnrolmentOfCertificate(database: DatabaseSync, sha256: string): WebEnrolmentRow | null {
  const query = `SELECT * FROM web_enrolments WHERE certificate = ? AND profile_host <> ''
    ORDER BY ended_at DESC, started_at DESC LIMIT 1`;
  const row = prepared(database, query).get(sha256);
  return row ? webEnrolmentFromSql(row) : null;
}

/** Confirmed profiles first, then newest enrolments. */
export function banksOfCertificates(database: DatabaseSync): BankOfCertificate[] {
  const query = `SELECT c.subject, c.issuer, p.name, p.host FROM web_enrolments w
    JOIN certificates c ON c.sha256 = w.certificate
    JOIN ca_profiles p ON p.name = w.profile_name AND p.host = w.profile_host
    WHERE CASE WHEN json_valid(p.content) THEN json_extract(p.content, '$.protocol') END = 'web'
    ORDER BY p.confirmed_at IS NULL, w.ended_at DESC, w.started_at DESC`;
  const rows = prepared(database, query).all();
  return rows.map(({ subject, issuer, name, host }) => ({
    subject: String(subject),
    issuer: String(issuer),
    name: String(name),
    host: String(host),
  }));
}

export function insertWebEnrolment(database: DatabaseSync, row: WebEnrolmentRow): void {
  prepared(
    database,
    `INSERT INTO web_enrolments
      (id, profile_name, profile_host, purpose, renews, started_at, certificate, ended_at, steps)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    row.profileName,
    row.profileHost,
    row.purpose,
    row.renews,
    row.startedAt,
    row.certificate,
    row.endedAt,
    JSON.stringify(row.steps),
  );
}

export function touchWebEnrolment(database: DatabaseSync, id: string): boolean {
  const query = 'UPDATE web_enrolments SET started_at = started_at WHERE id = ? AND ended_at IS NULL';
  return Number(prepared(database, query).run(id).changes) === 1;
}

export function endWebEnrolment(database: DatabaseSync, id: string, certificate: string | null, at: string): boolean {
  const query = 'UPDATE web_enrolments SET certificate = ?2, ended_at = ?3 WHERE id = ?1 AND ended_at IS NULL';
  return Number(prepared(database, query).run(id, certificate, at).changes) === 1;
}

export function writeSteps(database: DatabaseSync, id: string, steps: StepTimes): boolean {
  const query = 'UPDATE web_enrolments SET steps = ?2 WHERE id = ?1';
  return Number(prepared(database, query).run(id, JSON.stringify(steps)).changes) === 1;
}

/** Empty if invalid: the user can tick the steps again. */
function stepsFrom(text: unknown): StepTimes {
  try {
    return stepTimesSchema.parse(JSON.parse(String(text)));
  } catch {
    return {};
  }
}

function webEnrolmentFromSql(row: Readonly<Record<string, unknown>>): WebEnrolmentRow {
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
  return {
    id: String(row['id']),
    profileName: String(row['profile_name']),
    profileHost: String(row['profile_host']),
    purpose: webEnrolmentPurposes.find((each) => each === row['purpose']) ?? 'apply',
    renews: text('renews'),
    startedAt: String(row['started_at']),
    certificate: text('certificate'),
    endedAt: text('ended_at'),
    steps: stepsFrom(row['steps']),
  };
}

export function renameAuthority(
  database: DatabaseSync,
  from: { readonly name: string; readonly host: string },
  to: { readonly name: string; readonly host: string },
): void {
  const query = `UPDATE web_enrolments SET profile_name = ?3, profile_host = ?4
    WHERE profile_name = ?1 AND profile_host = ?2`;
  prepared(database, query).run(from.name, from.host, to.name, to.host);
}
