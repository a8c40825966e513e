// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

const maxAttempts = 3;

export async function withStableIdentity<T>(database: DatabaseSync, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const before = recipientIfReadable(database);
    try {
      const result = await work();
      if (recipientIfReadable(database) === before || attempt === maxAttempts) return result;
    } catch (error) {
      const changed = error instanceof AppError && error.code === 'vault-locked';
      if (!changed || recipientIfReadable(database) === before || attempt === maxAttempts) throw error;
    }
  }
}

/** Ignores damage, which `verify` reports. */
function recipientIfReadable(database: DatabaseSync): string | null {
  try {
    return readVaultRecord(database).recipient;
  } catch {
    return null;
  }
}
