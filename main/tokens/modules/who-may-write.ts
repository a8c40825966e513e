// SPDX-License-Identifier: Apache-2.0
import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BigIntStats } from 'node:fs';

export interface Trust {
  readonly owner: number;
  /** By accounts other than root and this one: the file itself, or a folder in which it could be replaced. */
  readonly writableByOthers: boolean;
  /** File and folders belong to root. */
  readonly rootOnly: boolean;
}

const groupWrite = 0o020n;
const othersWrite = 0o002n;
const sticky = 0o1000n;

/**
 * `path`: real, so that no link on the way can be bent. With an access list (acl(5)) the group's bits are its mask, so
 * that an account named there shows as the group. In a folder with the sticky bit only the owner of a file can replace it.
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

/** Root's own group is root. */
function isWritableByOthers({ mode, gid }: BigIntStats): boolean {
  return (mode & othersWrite) !== 0n || ((mode & groupWrite) !== 0n && gid !== 0n);
}
