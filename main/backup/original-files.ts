// SPDX-License-Identifier: Apache-2.0
import { lstat } from 'node:fs/promises';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { OriginalFile } from '../vault/backups/backup-originals.ts';
import type { Vault } from '../vault/vault.ts';

/** What was seen of a file, so that nothing else goes in its place. */
export interface SeenFile {
  readonly path: string;
  readonly device: bigint;
  readonly inode: bigint;
  readonly modifiedNs: bigint;
  /** When it last changed in any way, its name among them: who puts a file there cannot choose it. */
  readonly changedNs: bigint;
}

/**
 * The files from which the private keys of a backup came, which lie where they were imported from and have not been
 * changed since (D05). None while the last rehearsal of the backup went wrong.
 */
export async function originalFiles(vault: Vault, row: BackupRow): Promise<SeenFile[]> {
  if (row.problem !== null) return [];
  const seen = await Promise.all(vault.backups.originals(row.id).map(async (each) => await unchanged(each)));
  return seen.filter((file) => file !== null);
}

/** It is still the file that was shown. */
export async function isStill(file: SeenFile): Promise<boolean> {
  const now = await look(file.path);
  return (
    now !== null &&
    now.device === file.device &&
    now.inode === file.inode &&
    now.modifiedNs === file.modifiedNs &&
    now.changedNs === file.changedNs
  );
}

async function unchanged({ path, importedAt }: OriginalFile): Promise<SeenFile | null> {
  const file = await look(path);
  // The import was written down to the millisecond.
  const until = BigInt(Date.parse(importedAt) + 1) * 1_000_000n;
  // Another file that was moved there keeps the time at which it was written.
  return file !== null && file.modifiedNs < until && file.changedNs < until ? file : null;
}

/** Null for what is no plain file: a link's target is somebody else's. */
async function look(path: string): Promise<SeenFile | null> {
  try {
    const found = await lstat(path, { bigint: true });
    if (!found.isFile()) return null;
    return { path, device: found.dev, inode: found.ino, modifiedNs: found.mtimeNs, changedNs: found.ctimeNs };
  } catch {
    return null;
  }
}
