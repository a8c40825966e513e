// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  discardUnfinished,
  newVaultFile,
  prepareFolder,
  publishVault,
  removeUnfinished,
  vaultExists,
} from '../folder/folder.ts';
import { checkDatabaseHeader } from '../store/database-header.ts';
import {
  expectedSchema,
  schemaDifferences,
  schemaObject,
  schemaQuery,
  type SchemaObject,
} from '../store/expected-schema.ts';
import { foreignKeyCheck, fullCheck } from '../store/integrity.ts';
import { migrate, migrations } from '../store/migrations.ts';
import { connect } from '../store/open-database.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { readPragma } from '../store/pragma.ts';
import { withSourceErrors, withSqliteErrors } from '../store/sqlite-errors.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

/** SQLite result codes (sqlite.org/rescode.html). */
const sqlError = 1;
const full = 13;
const constraint = 19;
/** In bytes. */
const smallestRow = 8;

export interface RepairedVault {
  readonly objects: readonly string[];
  readonly incomplete: readonly string[];
  readonly certificates: number;
  readonly keys: number;
}

/**
 * Copies rows into a new vault with only the expected schema. Needs no secret. The copied seal reveals changes at the
 * next unlock. Errors: `vault-exists`, `vault-damaged`, `vault-unreleased`, `vault-busy`, `file-unreadable`,
 * `destination-unwritable`, `disk-full`, `verification-failed`, those of `VaultConnection`.
 */
export function repairVault(file: string, folder: string, now: Date): RepairedVault {
  if (vaultExists(folder)) throw new AppError('vault-exists');
  return withSqliteErrors(() => {
    const old = withSourceErrors(file, () => {
      checkDatabaseHeader(file);
      return openReadOnly(file, { rowsOnly: true });
    });
    try {
      prepareFolder(folder);
      removeUnfinished(folder, now.getTime());
      const unfinished = newVaultFile(folder, randomBytes(8).toString('hex'));
      try {
        const repaired = copyVault(old, unfinished, now);
        publishVault(folder, unfinished);
        return repaired;
      } finally {
        discardUnfinished(unfinished);
      }
    } finally {
      old.close();
    }
  });
}

function copyVault(old: DatabaseSync, path: string, now: Date): RepairedVault {
  const steps = migrations.slice(0, readPragma(old, 'user_version'));
  const expected = expectedSchema(steps.length, steps);
  // Skip virtual tables, because reading one runs its module.
  const rows = old.prepare(`${schemaQuery} WHERE rootpage > 0`).all();
  const found = old.prepare(schemaQuery).all().map(schemaObject);
  const tables = rows.map(schemaObject).filter(({ type }) => type === 'table');
  const made = connect(path, steps);
  try {
    migrate(made, { now, steps, keepCopy: () => undefined });
    made.exec('BEGIN IMMEDIATE');
    const incomplete = expected
      .filter(({ type }) => type === 'table')
      .filter(({ name }) => !copyTable(old, made, name, tables))
      .map(({ name }) => name);
    made.exec('COMMIT');
    readVaultRecord(made);
    const faults = [...fullCheck(made), ...foreignKeyCheck(made)];
    if (faults.length > 0) throw new AppError('verification-failed', { reason: 'reopened-differs' });
    const count = (table: string) => Number(made.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
    const objects = schemaDifferences(found, expected);
    return { objects, incomplete, certificates: count('certificates'), keys: count('keys') };
  } finally {
    made.close();
  }
}

function copyTable(old: DatabaseSync, made: DatabaseSync, name: string, tables: readonly SchemaObject[]): boolean {
  if (!tables.some((table) => table.name === name)) return false;
  const columns = made
    .prepare(`PRAGMA table_xinfo(${name})`)
    .all()
    .map((row) => String(row['name']));
  const present = old.prepare(`PRAGMA table_xinfo(${name})`).all();
  // Reading a generated column would run its expression.
  const stored = present.filter((row) => row['hidden'] === 0).map((row) => String(row['name']));
  if (!columns.every((column) => stored.includes(column))) return false;
  const list = columns.join(', ');
  const insert = made.prepare(`INSERT INTO ${name} (${list}) VALUES (${columns.map(() => '?').join(', ')})`);
  // Reading a cyclic page list never ends. `quickCheck` detects the cycle, but it evaluates generated columns.
  const check = stored.length < present.length ? null : quickCheck(old, name);
  const most = (readPragma(old, 'page_count') * readPragma(old, 'page_size')) / smallestRow;
  const read = old.prepare(`SELECT ${list} FROM main.${name} NOT INDEXED LIMIT ${Math.ceil(most)}`);
  read.setReadBigInts(true);
  let whole = true;
  try {
    if (check !== null && check.get()?.['quick_check'] !== 'ok') return false;
    for (const row of read.iterate()) if (!insertRow(insert, columns, row)) whole = false;
  } catch (error) {
    if (error instanceof AppError || codeOf(error) === full) throw error;
    return false;
  }
  return whole;
}

function quickCheck(old: DatabaseSync, name: string): StatementSync | null {
  try {
    return old.prepare(`PRAGMA quick_check(${name})`);
  } catch (error) {
    if (codeOf(error) === sqlError) return null;
    throw error;
  }
}

function codeOf(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : null;
}

function insertRow(
  insert: ReturnType<DatabaseSync['prepare']>,
  columns: readonly string[],
  row: Readonly<Record<string, unknown>>,
): boolean {
  try {
    insert.run(...columns.map((column) => row[column] as SQLInputValue));
    return true;
  } catch (error) {
    if (codeOf(error) === constraint) return false;
    throw error;
  }
}
