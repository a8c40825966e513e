// SPDX-License-Identifier: Apache-2.0
import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BigIntStats } from 'node:fs';

export interface Trust {
  readonly owner: number;
  /** True if accounts other than root and `ownUid` can write. */
  readonly writableByOthers: boolean;
  readonly rootOnly: boolean;
}

const groupWrite = 0o020n;
const othersWrite = 0o002n;
const sticky = 0o1000n;

/**
 * `path` must be a real path. The group bits include acl(5) entries. Sticky folders let only owners replace files.
 */
export async function whoMayWrite(path: string, ownUid: number): Promise<Trust> {
  const file = await lstat(path, { bigint: true });
  const folders: BigIntStats[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    folders.push(await lstat(folder, { bigint: true }));
    if (dirname(folder) === folder) break;
  }
  const trusted = (uid: bigint): boolean => uid === 0n || uid === BigInt(ownUid);
  const open = (stats: BigIntStats, isFolder: boolean): boolean =>
    !trusted(stats.uid) || (isWritableByOthers(stats) && !(isFolder && (stats.mode & sticky) !== 0n));
  return {
    owner: Number(file.uid),
    writableByOthers: open(file, false) || folders.some((folder) => open(folder, true)),
    rootOnly: [file, ...folders].every(({ uid }) => uid === 0n),
  };
}

/** Trusts group 0, which normally contains only root. */
function isWritableByOthers({ mode, gid }: BigIntStats): boolean {
  return (mode & othersWrite) !== 0n || ((mode & groupWrite) !== 0n && gid !== 0n);
}
