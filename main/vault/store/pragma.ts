// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';

export function readPragma(
  database: DatabaseSync,
  name: 'user_version' | 'application_id' | 'data_version' | 'page_count' | 'page_size',
): number {
  const row = database.prepare(`PRAGMA ${name}`).get();
  const value = row?.[name];
  return typeof value === 'number' ? value : 0;
}
