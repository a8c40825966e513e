// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { isStill, originalFiles } from '../../../backup/original-files.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';

/** Pages can trash only the files that `originals` listed. */
export function originalHandlers({ host, services: { vault }, held: { originals: held } }: HandlerParts) {
  return {
    originals: async ({ id }) => {
      const open = await vault.require();
      const row = open.backups.find(id);
      if (!row) throw new AppError('not-found');
      const files = await originalFiles(open, row);
      return {
        canTrash: host.canTrash,
        files: files.map((file) => ({ fileId: held.hold(file), displayPath: file.path })),
      };
    },
    trashOriginals: async ({ fileIds }, { signal, progress }) => {
      if (!host.canTrash) throw new AppError('not-available');
      const gone: string[] = [];
      const failures: AppError[] = [];
      for (const [at, fileId] of fileIds.entries()) {
        if (signal.aborted) break;
        progress(at / fileIds.length, 'trashing');
        try {
          const file = held.get(fileId);
          if (!(await isStill(file))) throw new AppError('file-unreadable', { file: file.path, cause: 'ENOENT' });
          await host.trashFile(file.path);
          gone.push(fileId);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          failures.push(error);
        }
      }
      const [first] = failures;
      if (first !== undefined && gone.length === 0) throw first;
      return { gone, failed: first?.code ?? null };
    },
  } satisfies Partial<Handlers['backups']>;
}
