// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { discardUnfinished, newVaultFile, prepareFolder } from '../vault/folder/folder.ts';
import type { Draft } from './drafts.ts';

/**
 * SQLite needs a path, so a draft without one gets a private copy next to the vault. After a crash,
 * `removeUnfinished` deletes the copy.
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
