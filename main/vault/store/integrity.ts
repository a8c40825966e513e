// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { withSqliteErrors } from './sqlite-errors.ts';

const maxFindings = 20;

/** Returns the damaged tables or, if none is found, SQLite's messages. */
export function quickCheck(database: DatabaseSync): string[] {
  return findings(database, 'quick_check');
}

export function fullCheck(database: DatabaseSync): string[] {
  return findings(database, 'integrity_check');
}

export function foreignKeyCheck(database: DatabaseSync): string[] {
  return database
    .prepare('PRAGMA foreign_key_check')
    .all()
    .map((row) => `${String(row['table'])}:${String(row['rowid'])}`);
}

type CheckPragma = 'quick_check' | 'integrity_check';

function findings(database: DatabaseSync, pragma: CheckPragma): string[] {
  const whole = check(database, pragma, String(maxFindings));
  if (whole !== null && whole.length === 0) return [];
  const tables = unlessCorrupt(() =>
    database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all(),
  );
  if (tables === null) return ['sqlite_schema'];
  // Check each table, because a check of the whole file may stop at the first broken page.
  const affected = tables
    .map((row) => String(row['name']))
    .filter((name) => check(database, pragma, `'${name.replaceAll("'", "''")}'`)?.length !== 0);
  return affected.length > 0 ? affected : (whole ?? ['sqlite_schema']);
}

function check(database: DatabaseSync, pragma: CheckPragma, argument: string): string[] | null {
  const rows = unlessCorrupt(() => database.prepare(`PRAGMA ${pragma}(${argument})`).all());
  const messages = rows?.map((row) => String(row[pragma])) ?? null;
  return messages?.length === 1 && messages[0] === 'ok' ? [] : messages;
}

function unlessCorrupt<T>(work: () => T): T | null {
  try {
    return withSqliteErrors(work);
  } catch (error) {
    if (error instanceof AppError && error.code === 'vault-damaged') return null;
    throw error;
  }
}
