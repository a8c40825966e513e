// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { OutputFile } from '../destinations/output-file.ts';
import { writeVerifiedFile } from '../destinations/write-verified-file.ts';
import type { StoredEntry } from '../vault/log/read-log.ts';
import type { VaultActivity } from '../vault/log/vault-activity.ts';

/** Returns entries oldest first, with the exact text that was hashed (docs/formats.md). */
export function allEntries(activity: Pick<VaultActivity, 'list'>): StoredEntry[] {
  return activity.list(null, Number.MAX_SAFE_INTEGER).entries.toReversed();
}

/** Writes JSON lines in UTF-8. Returns the number of entries. */
export async function writeActivityFile(output: OutputFile, activity: Pick<VaultActivity, 'list'>): Promise<number> {
  const entries = allEntries(activity);
  const bytes = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  await writeVerifiedFile(output, bytes, async (readBack) => {
    if (!bytes.equals(readBack)) throw new AppError('verification-failed', { what: 'file' });
    await Promise.resolve();
  });
  return entries.length;
}
