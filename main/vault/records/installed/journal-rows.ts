// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { storeIdSchema } from '../../../../shared/schemas/store.ts';
import { sha256Schema } from '../../../../shared/schemas/certificates/certificate.ts';
import { prepared } from '../../store/prepared.ts';

const beforeSchema = z.strictObject({
  certificate: z.boolean(),
  key: z.boolean().nullable(),
  spkiSha256: sha256Schema,
  /** Process ID. Other processes must not finish a change in progress. */
  process: z.number().int(),
  computer: z.string(),
});
export type BeforeChange = z.infer<typeof beforeSchema>;

export interface JournalRow {
  readonly id: string;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly storeId: string;
  readonly action: 'install' | 'remove';
  readonly sha256: string;
  readonly before: BeforeChange;
}

export function insertJournalRow(database: DatabaseSync, row: JournalRow): void {
  prepared(database, 'INSERT INTO store_journal (id, at, store, action, sha256, before) VALUES (?, ?, ?, ?, ?, ?)').run(
    row.id,
    row.at,
    row.storeId,
    row.action,
    row.sha256,
    JSON.stringify(row.before),
  );
}

export function deleteJournalRow(database: DatabaseSync, id: string): void {
  prepared(database, 'DELETE FROM store_journal WHERE id = ?').run(id);
}

/** Skips invalid rows: never change a store based on untrusted data. */
export function journalRows(database: DatabaseSync): JournalRow[] {
  return prepared(database, 'SELECT id, at, store, action, sha256, before FROM store_journal ORDER BY at, id')
    .all()
    .flatMap((row) => {
      const parsed = rowSchema.safeParse({ ...row, before: parseJson(row['before']) });
      if (!parsed.success) return [];
      const { store, ...rest } = parsed.data;
      return [{ ...rest, storeId: store }];
    });
}

const rowSchema = z.strictObject({
  id: z.string(),
  at: z.string(),
  store: storeIdSchema,
  action: z.enum(['install', 'remove']),
  sha256: sha256Schema,
  before: beforeSchema,
});

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
