import { AppError } from '../../shared/domain/app-error.ts';
import type { ParseClient } from '../processes/parse-client.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { createBackup, type BackupParts, type CreateBackup, type CreatedBackup } from './create-backup.ts';
import type { BackupSecret } from './container/open-container.ts';
import { destinationAt, placeForBackup, type BackupPlace } from './backup-place.ts';
import { ejectDrive, type EjectedDrive } from './drives/eject-drive.ts';
import { listDrives, type Drive } from './drives/list-drives.ts';
import { superfluousGenerations } from './generations.ts';
import { createRestoreService, type RestoreService } from './restore-service.ts';
import { verifyBackup, type VerifiedBackup } from './verify-backup.ts';

export interface BackupService extends RestoreService {
  /** See `createBackup`. Older generations beyond the rule of generations.ts go once the new one is verified. */
  create(asked: CreateBackup): Promise<CreatedBackup & { readonly removed: readonly BackupRow[] }>;
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
  /** Removable drives that are plugged in and mounted; see `listDrives`. */
  drives(): Promise<readonly Drive[]>;
  /** `device`: of one of `drives`. Throws as `ejectDrive`. */
  eject(device: string): Promise<EjectedDrive>;
}

export function createBackupService(parts: {
  readonly vault: VaultAccess;
  readonly parse: ParseClient;
  readonly now: () => Date;
  readonly version: string;
}): BackupService {
  const { vault, parse, now, version } = parts;
  const inner: BackupParts = { parse, now, version };
  return {
    ...createRestoreService({ vault, parts: inner }),
    async create(asked) {
      const open = await vault.require();
      const destination = destinationAt(await placeForBackup(asked.place, open.backups.list()));
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
    async verify(path, secret, signal) {
      return await verifyBackup(await vault.current(), inner, { path, secret, signal });
    },
    async verifyKnown(id, secret, { place, signal } = {}) {
      const open = await vault.require();
      const row = open.backups.find(id);
      if (!row) throw new AppError('not-found');
      if (!place && row.kind !== 'folder') throw new AppError('secret-missing');
      const from = destinationAt(place ?? { kind: 'folder', folder: row.place, volume: row.volume });
      const look = async (path: string) => await verifyBackup(open, inner, { path, secret, id, signal });
      return await from.withFile(row.fileName, look, signal);
    },
    history: async () => (await vault.current())?.backups.list() ?? [],
    drives: listDrives,
    eject: async (device) => await ejectDrive(device, await listDrives()),
    async forget(id) {
      if (!(await (await vault.require()).backups.forget(id))) throw new AppError('not-found');
    },
  };
}
