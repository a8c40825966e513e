import { join } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import { prepareFolder } from '../vault/folder.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { createBackup, type BackupParts, type CreateBackup, type CreatedBackup } from './create-backup.ts';
import type { BackupSecret } from './container/open-container.ts';
import { destinationAt, type BackupOrigin, type BackupPlace } from './backup-place.ts';
import type { BackupDestination } from './destinations/destination.ts';
import { superfluousGenerations } from './generations.ts';
import { createRestoreService, type RestoreService } from './restore-service.ts';
import { verifyBackup, type VerifiedBackup } from './verify-backup.ts';

export interface BackupService extends RestoreService {
  /** See `createBackup`. Older generations beyond the rule of generations.ts go once the new one is verified. */
  create(asked: CreateBackup): Promise<CreatedBackup & { readonly removed: readonly BackupRow[] }>;
  /** Lends a file that lies at a place. Errors: `backup-gone`, those of the destination and of `work`. */
  withFile<T>(
    at: { readonly place: BackupPlace; readonly fileName: string },
    work: (path: string, origin: BackupOrigin) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  /** Of a file, which may be any backup. */
  verify(path: string, secret: BackupSecret | null, signal?: AbortSignal): Promise<VerifiedBackup>;
  /**
   * Of the history. `place`: where it lies, with what it takes to get there; needed where that is not a folder. Errors:
   * `not-found`, `backup-gone`, `secret-missing` (without a place), those of `verify` and of the destination.
   */
  verifyKnown(
    id: string,
    secret: BackupSecret | null,
    options?: { readonly place?: BackupPlace | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<VerifiedBackup>;
  /** Newest first. */
  history(): Promise<readonly BackupRow[]>;
  /** Out of the history; the file stays where it is. Errors: `not-found`. */
  forget(id: string): Promise<void>;
}

export function createBackupService(parts: {
  readonly vault: VaultAccess;
  readonly parse: ParseClient;
  readonly now: () => Date;
  readonly version: string;
  /** Of the vault: on this computer, and for its owner alone. */
  readonly dataFolder: string;
}): BackupService {
  const { vault, parse, now, version, dataFolder } = parts;
  const inner: BackupParts = { parse, now, version };
  const at = (place: BackupPlace): BackupDestination => {
    const destination = destinationAt(place, { temporaryFolder: join(dataFolder, 'backup-transfer') });
    // A restore onto a new computer comes before its vault.
    if (place.kind !== 'folder') prepareFolder(dataFolder);
    return destination;
  };
  return {
    ...createRestoreService({ vault, parts: inner }),
    async create(asked) {
      const open = await vault.require();
      const destination = at(asked.place);
      const created = await createBackup(open, inner, destination, asked);
      const removed: BackupRow[] = [];
      for (const row of superfluousGenerations(open.backups.list(), created.row)) {
        // What cannot be removed stays, and is tried again the next time.
        if (!(await destination.remove(row.fileName))) continue;
        await open.backups.forget(row.id);
        removed.push(row);
      }
      return { ...created, removed };
    },
    async withFile({ place, fileName }, work, signal) {
      const destination = at(place);
      const origin = { kind: destination.kind, place: destination.place, fileName };
      return await destination.withFile(fileName, async (path) => await work(path, origin), signal);
    },
    async verify(path, secret, signal) {
      return await verifyBackup(await vault.current(), inner, { path, secret, signal });
    },
    async verifyKnown(id, secret, { place, signal } = {}) {
      const open = await vault.require();
      const row = open.backups.find(id);
      if (!row) throw new AppError('not-found');
      if (!place && row.kind !== 'folder') throw new AppError('secret-missing');
      const from = at(place ?? { kind: 'folder', folder: row.place });
      const look = async (path: string) => await verifyBackup(open, inner, { path, secret, id, signal });
      return await from.withFile(row.fileName, look, signal);
    },
    history: async () => (await vault.current())?.backups.list() ?? [],
    async forget(id) {
      if (!(await (await vault.require()).backups.forget(id))) throw new AppError('not-found');
    },
  };
}
