// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { InspectedVault } from '../../../shared/schemas/certificates/inspection.ts';
import { readProtectors } from '../store/rows/protector-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { openForeignVault } from './open-foreign-vault.ts';

/** Run in a child process only. */
export function describeForeignVault(path: string): InspectedVault {
  const database = openForeignVault(path);
  try {
    const kinds = readVaultRecord(database).recipient === null ? [] : readProtectors(database).map(({ kind }) => kind);
    return {
      certificates: count(database, 'SELECT count(*) AS n FROM certificates WHERE deleted_at IS NULL'),
      keys: count(database, 'SELECT count(*) AS n FROM keys'),
      opensBy: (['passphrase', 'recovery-code'] as const).filter((kind) => kinds.includes(kind)),
    };
  } finally {
    database.close();
  }
}

function count(database: DatabaseSync, query: string): number {
  return Number(database.prepare(query).get()?.['n']);
}
