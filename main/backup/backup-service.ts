// SPDX-License-Identifier: Apache-2.0
import { mkdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { ParseClient } from '../parser/parse-client.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { Vault } from '../vault/vault.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import { createBackup, type BackupParts, type CreateBackup, type CreatedBackup } from './create-backup.ts';
import type { BackupSecret } from './container/open-container.ts';
import {
  destinationAt,
  nameOfPlace,
  placeForBackup,
  type BackupPlace,
  type BackupSource,
  type DestinationPorts,
} from './backup-place.ts';
import type { BackupDestination } from './destinations/destination.ts';
import { ejectDrive, type EjectedDrive } from './drives/eject-drive.ts';
import { listDrives, type Drive } from './drives/list-drives.ts';
import { superfluousBackups } from './generations.ts';
import { createRestoreService, type RestoreService } from './restore-service.ts';
import { verifyBackup, type VerifiedBackup } from './verify-backup.ts';

export interface BackupService extends RestoreService {
  create(asked: CreateBackup): Promise<CreatedBackup & { readonly removed: readonly BackupRow[] }>;
  /** If this vault made a backup named `fileName` there, the file must match its hash. */
  verify(
    at: { readonly place: BackupPlace; readonly fileName: string },
    secret: BackupSecret | null,
    signal?: AbortSignal,
  ): Promise<VerifiedBackup>;
  /**
   * `place` is optional for backups in folders. Errors: `vault-missing`, `not-found`, `backup-gone`, `secret-missing`
   * (no `place`), those of `verify`.
   */
  verifyKnown(
    id: string,
    secret: BackupSecret | null,
    options?: { readonly place?: BackupPlace | undefined; readonly signal?: AbortSignal | undefined },
  ): Promise<VerifiedBackup>;
  lend<T>(
    place: BackupPlace,
    fileName: string,
    work: (path: string, source: BackupSource) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  history(): Promise<readonly BackupRow[]>;
  /** Keeps the file. Errors: `vault-missing`, `not-found`. */
  forget(named: { readonly id: string }): Promise<void>;
  drives(): Promise<readonly Drive[]>;
  eject(device: string): Promise<EjectedDrive>;
}

export function createBackupService(
  parts: DestinationPorts & {
    readonly vault: VaultAccess;
    readonly parse: ParseClient;
    readonly now: () => Date;
    readonly version: string;
    /** Adds the other certificate of each SM2 identity. */
    readonly withPartners: (sha256s: readonly string[]) => Promise<string[]>;
  },
): BackupService {
  const { vault, parse, now, version, scratch, withPartners } = parts;
  const inner: BackupParts = { parse, now, version };
  async function reaching<T>(place: BackupPlace, work: (destination: BackupDestination) => Promise<T>): Promise<T> {
    const destination = destinationAt(place, parts);
    if (place.kind !== 'folder') await mkdir(scratch, { recursive: true, mode: 0o700 });
    try {
      return await work(destination);
    } finally {
      await destination.close?.();
      await rmdir(scratch).catch(() => undefined);
    }
  }

  async function verifyRow(
    open: Vault,
    { id, fileName }: BackupRow,
    place: BackupPlace,
    secret: BackupSecret | null,
    signal: AbortSignal | undefined,
  ): Promise<VerifiedBackup> {
    const look = async (path: string) => await verifyBackup(open, inner, { path, secret, id, signal });
    try {
      return await reaching(place, async (from) => await from.withFile(fileName, look, signal));
    } catch (error) {
      const isGone = error instanceof AppError && error.code === 'backup-gone' && error.details['away'] !== true;
      if (isGone) await open.backups.look(id, now(), 'backup-gone');
      throw error;
    }
  }

  return {
    ...createRestoreService({ vault, parts: inner }),
    async create(wanted) {
      const open = await vault.require();
      const { scope } = wanted;
      const asked =
        scope.kind === 'chosen' ? { ...wanted, scope: { ...scope, ids: await withPartners(scope.ids) } } : wanted;
      const place = await placeForBackup(asked.place, open.backups.list());
      return await reaching(place, async (destination) => {
        const created = await createBackup(open, inner, destination, asked);
        return { ...created, removed: await removeOlder(open, destination, created) };
      });
    },
    lend: async (place, fileName, work, signal) =>
      await reaching(place, async (destination) => {
        const source = { kind: destination.kind, place: destination.place, volume: destination.volume, fileName };
        return await destination.withFile(fileName, async (path) => await work(path, source), signal);
      }),
    async verify({ place, fileName }, secret, signal) {
      const open = await vault.current();
      const named = nameOfPlace(place);
      // `verifyRow` also checks the hash, since names may be reused.
      const row = open?.backups
        .list()
        .find(
          (each) => each.madeHere && each.kind === place.kind && each.place === named && each.fileName === fileName,
        );
      if (open && row) {
        return await verifyRow(open, row, place.kind === 'folder' ? folderOf(row) : place, secret, signal);
      }
      const look = async (path: string) => await verifyBackup(open, inner, { path, secret, signal });
      if (place.kind === 'folder') return await look(join(place.folder, fileName));
      return await reaching(place, async (from) => await from.withFile(fileName, look, signal));
    },
    async verifyKnown(id, secret, { place, signal } = {}) {
      const open = await vault.require();
      const row = open.backups.find(id);
      if (!row) throw new AppError('not-found');
      if (!place && row.kind !== 'folder') throw new AppError('secret-missing');
      return await verifyRow(open, row, place ?? folderOf(row), secret, signal);
    },
    history: async () => (await vault.current())?.backups.list() ?? [],
    drives: listDrives,
    eject: async (device) => await ejectDrive(device, await listDrives()),
    async forget({ id }) {
      if (!(await (await vault.require()).backups.forget(id))) throw new AppError('not-found');
    },
  };
}

function folderOf({ place, volume }: BackupRow): BackupPlace {
  return { kind: 'folder', folder: place, volume };
}

async function removeOlder(
  vault: Vault,
  destination: BackupDestination,
  { row: newest, unreadable }: CreatedBackup,
): Promise<readonly BackupRow[]> {
  // An older backup may contain what this one could not read.
  if (unreadable.keys.length + unreadable.notes.length > 0) return [];
  const removed: BackupRow[] = [];
  for (const row of await superfluousBackups(vault.backups.list(), newest, destination)) {
    try {
      if (!(await destination.remove(row.fileName))) continue;
      await vault.backups.forget(row.id);
      removed.push(row);
    } catch {}
  }
  return removed;
}
