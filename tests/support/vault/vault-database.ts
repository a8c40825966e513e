// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export function rowsOf(folder: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(folder, 'vault.sqlite'), { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

export function editVault(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'vault.sqlite'), { enableForeignKeyConstraints: false });
  database.exec(sql);
  database.close();
}

/** The age files of a vault, except that of `backup_access`. */
export function envelopesIn(folder: string): Uint8Array[] {
  return [
    ...rowsOf(folder, 'SELECT envelope, code_envelope FROM protectors'),
    ...rowsOf(folder, 'SELECT envelope, code_envelope FROM pending_protectors'),
    ...rowsOf(folder, 'SELECT envelope FROM keys UNION ALL SELECT envelope FROM pending_envelopes'),
    ...rowsOf(folder, 'SELECT note FROM annotations'),
  ].flatMap((row) => Object.values(row).filter((value) => value instanceof Uint8Array));
}

export function bytesOfVault(folder: string): Buffer {
  return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
}
