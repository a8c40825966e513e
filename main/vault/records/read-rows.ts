// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { runCooperatively } from '../store/cooperative-task.ts';
import { allRows, searchTexts } from '../store/rows/certificate-queries.ts';
import type { CertificateRow } from '../store/rows/certificate-row.ts';
import { asAppError } from '../store/sqlite-errors.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

export interface RowsOfRevision {
  readonly rows: CertificateRow[];
  readonly revision: number;
}

/** Returns null if the vault changed while reading. Throws `cancelled` when it closes. */
export async function readRows(database: DatabaseSync): Promise<RowsOfRevision | null> {
  return readUnchanged(database, allRows(database), (rows, revision) => ({ rows, revision }));
}

export async function readSearchTexts(database: DatabaseSync, sha256s: readonly string[]): Promise<string[] | null> {
  await setImmediate();
  return readUnchanged(database, searchTexts(database, sha256s), (texts) =>
    texts.length === sha256s.length ? texts : null,
  );
}

async function readUnchanged<S, T>(
  database: DatabaseSync,
  steps: Generator<void, S>,
  result: (read: S, revision: number) => T,
): Promise<T | null> {
  try {
    const { revision } = readVaultRecord(database);
    const read = await runCooperatively(steps, () => database.isOpen);
    return readVaultRecord(database).revision === revision ? result(read, revision) : null;
  } catch (error) {
    throw asAppError(error);
  }
}
