// SPDX-License-Identifier: Apache-2.0
import { lstat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { OriginalFile } from '../vault/backups/backup-originals.ts';
import type { Vault } from '../vault/vault.ts';

export interface SeenFile {
  readonly path: string;
  readonly device: bigint;
  readonly inode: bigint;
  readonly modifiedNs: bigint;
  /** ctime, which programs cannot set. */
  readonly changedNs: bigint;
}

/**
 * Finds the files that the backup's private keys were imported from, if unchanged since. Returns none if the backup's
 * last check failed.
 */
export async function originalFiles(vault: Vault, row: BackupRow): Promise<SeenFile[]> {
  if (row.problem !== null) return [];
  const seen = await Promise.all(vault.backups.originals(row.id).map(async (each) => await unchanged(each)));
  return seen.filter((file) => file !== null);
}

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
  const until = BigInt(Date.parse(importedAt) + 1) * 1_000_000n;
  // Also check ctime, since moved files keep their mtime.
  return file !== null && file.modifiedNs < until && file.changedNs < until ? file : null;
}

/** Ignores links, whose target may belong to another user. */
async function look(path: string): Promise<SeenFile | null> {
  // The folder of a relative path is unknown.
  if (!isAbsolute(path)) return null;
  try {
    const found = await lstat(path, { bigint: true });
    if (!found.isFile()) return null;
    return { path, device: found.dev, inode: found.ino, modifiedNs: found.mtimeNs, changedNs: found.ctimeNs };
  } catch {
    return null;
  }
}
