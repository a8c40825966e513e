import { stat } from 'node:fs/promises';
import { AppError } from '../../shared/domain/app-error.ts';

/** A file with content is not overwritten unless `--yes` says so; an empty one (mktemp) is. Throws `file-exists`. */
export async function refuseExisting(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && (!found.isFile() || found.size > 0)) throw new AppError('file-exists', { file: path });
}
