// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { discardUnfinished, newVaultFile, prepareFolder } from '../vault/folder/folder.ts';
import type { Draft } from './drafts.ts';

/**
 * Gives a draft a path for as long as `read` runs, since SQLite opens files and not bytes. What was chosen is used where
 * it lies; what was dropped is written beside the vault, for its owner alone, and removed also on failure (a process
 * that is killed leaves it to the cleaning of unfinished vaults).
 */
export async function withDraftFile<T>(draft: Draft, folder: string, read: (path: string) => Promise<T>): Promise<T> {
  if (draft.origin.path !== null) return read(draft.origin.path);
  prepareFolder(folder);
  const path = newVaultFile(folder, `import-${randomUUID()}`);
  try {
    writeFileSync(path, draft.bytes);
    return await read(path);
  } finally {
    discardUnfinished(path);
  }
}
