// SPDX-License-Identifier: Apache-2.0
import { open, readdir, stat, unlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { DestinationResolver } from '../../destinations/destination-resolver.ts';
import { fileSystemError } from '../drives/file-system-error.ts';
import { foldersOnVolume, volumeOf } from '../drives/find-volume.ts';
import type { BackupDestination } from './destination.ts';
import { writeToFolder } from './write-to-folder.ts';

/** `folder` is absolute. `volume` is a UUID: `store` writes only to that drive, and `withFile` finds it anywhere. */
export function folderDestination(
  destinations: DestinationResolver,
  folder: string,
  volume: string | null = null,
): BackupDestination {
  const isHere = async (): Promise<boolean> =>
    (await isFolder(folder)) && (volume === null || (await volumeOf(folder))?.uuid === volume);
  return {
    kind: 'folder',
    place: folder,
    volume,
    names: async () => new Set(await readdir(folder).catch(() => [])),
    async store(work) {
      const into = await destinations.folder(folder).catch((error: unknown) => {
        throw fileSystemError(error, 'open');
      });
      return await writeToFolder(into, volume, work);
    },
    async withFile(name, work) {
      const found = await findFile([folder], name);
      const moved = found ?? (volume === null ? null : await findFile(await foldersOnVolume(volume, folder), name));
      if (moved === null) throw new AppError('backup-gone', { place: folder, away: !(await isHere()) });
      return await work(moved);
    },
    async peek(name, bytes) {
      const handle = await open(join(folder, name), 'r').catch(() => null);
      if (handle === null) return null;
      try {
        const head = Buffer.alloc(bytes);
        let at = 0;
        for (let read = 1; read > 0 && at < bytes; at += read) {
          read = (await handle.read(head, at, bytes - at, at)).bytesRead;
        }
        return head.subarray(0, at);
      } catch {
        return null;
      } finally {
        await handle.close();
      }
    },
    async remove(name) {
      // The name is from the vault's file, which is untrusted.
      if (basename(name) !== name) return false;
      try {
        await unlink(join(folder, name));
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return false;
        return await isHere();
      }
    },
  };
}

async function findFile(folders: readonly string[], name: string): Promise<string | null> {
  for (const folder of folders) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) return path;
  }
  return null;
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}
