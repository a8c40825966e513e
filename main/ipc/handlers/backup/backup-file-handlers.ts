// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { readWebdavAddress } from '../../../../shared/domain/backup/webdav-address.ts';
import type { BackupSource } from '../../../backup/backup-place.ts';
import type { NamedCopy } from '../../../backup/restore-service.ts';
import type { BackupAccess } from '../../resolve-destination.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';

export function backupFileHandlers({
  host,
  services: { backups, imports, vault, serverPasswords },
  language,
  held: { backups: held },
  resolveDestination,
}: HandlerParts) {
  /** SHA-256 of previewed backups, by file id. Only these can be restored. */
  const shown = new Map<string, string>();
  const holdPath = (path: string) => ({ fileId: held.hold({ path }), displayPath: path });

  async function lent<T>(
    fileId: string,
    access: BackupAccess,
    signal: AbortSignal,
    work: (path: string, source: BackupSource | NamedCopy | undefined) => Promise<T>,
  ): Promise<T> {
    const file = held.get(fileId);
    if ('path' in file) return await work(file.path, undefined);
    if ('draftId' in file) {
      const source = { fileName: imports.nameOf(file.draftId) };
      return await imports.withFile(file.draftId, async (path) => await work(path, source));
    }
    const { place, done } = await resolveDestination.known(file.row, access, signal);
    const answer = await backups.lend(place, file.row.fileName, work, signal);
    await done();
    return answer;
  }

  return {
    chooseFile: async () => {
      const [path] = await host.openFiles({ title: dialogWords(language()).restoreTitle, filters: [] });
      return path === undefined ? { outcome: 'cancelled' } : { outcome: 'chosen', ...holdPath(path) };
    },
    openDraft: async ({ draftId }) => {
      const path = imports.pathOf(draftId);
      if (path === null) return { fileId: held.hold({ draftId }), displayPath: imports.nameOf(draftId) };
      imports.discard({ draftId });
      return holdPath(path);
    },
    openKnown: async ({ id }) => {
      const row = (await vault.require()).backups.find(id);
      if (!row) throw new AppError('not-found');
      const displayPath = row.kind === 'folder' ? join(row.place, row.fileName) : `${row.place}/${row.fileName}`;
      return { fileId: held.hold({ row }), displayPath };
    },
    server: async ({ url, user }) => {
      const address = readWebdavAddress(url, user);
      const remembered = address.user !== null && (await serverPasswords.read(address.place)) !== null;
      return { host: address.host, user: address.user, remembered };
    },
    preview: async ({ fileId, secret, access }, { signal, progress }) => {
      progress(null, 'backup-open');
      const look = async (path: string) => await backups.look(path, secret, signal);
      shown.delete(fileId);
      const { manifest, sha256, needsProtector, ...rest } = await lent(fileId, access, signal, look);
      shown.set(fileId, sha256);
      return {
        createdAt: manifest.createdAt,
        ...rest,
        byRecovery: manifest.outer.recovery !== null,
        needsProtector: needsProtector && !(await vault.canHoldKeys()),
      };
    },
    restore: async ({ fileId, secret, access, choices }, { signal, progress }) => {
      progress(null, 'backup-restore');
      const expected = shown.get(fileId);
      if (expected === undefined) throw new AppError('draft-expired');
      const restore = async (path: string, source: BackupSource | NamedCopy | undefined) =>
        await backups.restore(path, secret, {
          expected,
          choices: new Map(choices.map(({ sha256, choice }) => [sha256, choice])),
          prepare: async ({ needsProtector }) => {
            if (needsProtector) await vault.ensureProtected();
          },
          source,
          signal,
        });
      const { added, known, keysAdded, oursKept, installedIn } = await lent(fileId, access, signal, restore);
      return { added, known, keysAdded, oursKept, installedIn };
    },
  } satisfies Partial<Handlers['backups']>;
}
