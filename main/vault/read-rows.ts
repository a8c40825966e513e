import type { DatabaseSync } from 'node:sqlite';
import { runInSteps } from './in-steps.ts';
import { allRows } from './store/certificate-queries.ts';
import type { CertificateRow } from './store/certificate-row.ts';
import { asAppError } from './store/sqlite-errors.ts';
import { readVaultRecord } from './store/vault-record.ts';

export interface RowsOfRevision {
  /** Soonest expiry first. */
  readonly rows: CertificateRow[];
  readonly revision: number;
}

/**
 * Every certificate in use, read with the thread free in between; null when the vault changed meanwhile. Throws
 * `cancelled` when it was closed.
 */
export async function readRows(database: DatabaseSync): Promise<RowsOfRevision | null> {
  try {
    const { revision } = readVaultRecord(database);
    const rows = await runInSteps(allRows(database), () => database.isOpen);
    return readVaultRecord(database).revision === revision ? { rows, revision } : null;
  } catch (error) {
    throw asAppError(error);
  }
}
