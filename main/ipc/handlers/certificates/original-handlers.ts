// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { isStill, originalFiles } from '../../../backup/original-files.ts';
import type { Host } from '../../../hosts/host.ts';
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';
import type { PageHandles } from '../../page-handles.ts';

/** Only files the page was shown, by id (D05). */
export function originalHandlers(
  host: Host,
  { vault }: Services,
  { originals: held }: Pick<PageHandles, 'originals'>,
): Pick<Handlers, 'backups.originals' | 'backups.trashOriginal'> {
  return {
    'backups.originals': async ({ id }) => {
      const open = await vault.require();
      const row = open.backups.find(id);
      if (!row) throw new AppError('not-found');
      const files = await originalFiles(open, row);
      return {
        canTrash: host.canTrash,
        files: files.map((file) => ({ fileId: held.hold(file), displayPath: file.path })),
      };
    },
    'backups.trashOriginal': async ({ fileId }) => {
      const file = held.get(fileId);
      if (!host.canTrash) throw new AppError('not-available');
      if (!(await isStill(file))) throw new AppError('file-unreadable', { file: file.path, cause: 'ENOENT' });
      await host.trashFile(file.path);
      return {};
    },
  };
}
