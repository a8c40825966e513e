import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { BackupDestination } from './destination.ts';
import { writeToFolder } from './write-to-folder.ts';

/** A folder, on a drive or on this computer. `folder`: absolute. */
export function folderDestination(folder: string, volume: string | null = null): BackupDestination {
  return {
    kind: 'folder',
    place: folder,
    volume,
    names: async () => new Set(await readdir(folder).catch(() => [])),
    store: async (work) => await writeToFolder(folder, work),
    async withFile(name, work) {
      const path = join(folder, name);
      const found = await stat(path).catch(() => null);
      if (!found?.isFile()) throw new AppError('backup-gone', { place: folder });
      return await work(path);
    },
    async remove(name) {
      try {
        await unlink(join(folder, name));
        return true;
      } catch (error) {
        return (error as NodeJS.ErrnoException).code === 'ENOENT';
      }
    },
  };
}
