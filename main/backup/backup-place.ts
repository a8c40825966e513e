// SPDX-License-Identifier: Apache-2.0
import { placeOfToken } from '../../shared/domain/backup/backup-place-kinds.ts';
import { realpath, stat } from 'node:fs/promises';
import { parse } from 'node:path';
import { readWebdavAddress } from '../../shared/domain/backup/webdav-address.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { DestinationResolver } from '../destinations/destination-resolver.ts';
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { BackupDestination } from './destinations/destination.ts';
import { folderDestination } from './destinations/folder-destination.ts';
import type { TokenDataStore } from './destinations/token-data-store.ts';
import { tokenDestination, type TokenPlace } from './destinations/token-destination.ts';
import { webdavDestination } from './destinations/webdav/webdav-destination.ts';
import { fileSystemError } from './drives/file-system-error.ts';
import { volumeOf } from './drives/find-volume.ts';
import { mountOf, mountTable } from './drives/mount-table.ts';
import type { Volume } from './drives/list-drives.ts';

export interface DestinationPorts {
  readonly tokens: TokenDataStore;
  /** A local folder for encrypted data in transit. */
  readonly scratch: string;
  readonly destinations: DestinationResolver;
}

export type BackupPlace =
  | {
      readonly kind: 'folder';
      /** Absolute. */
      readonly folder: string;
      /** UUID of the drive. If null or absent, any drive is accepted. */
      readonly volume?: string | null | undefined;
    }
  /** `url` is a folder and may contain a user name, which `user` overrides. Without a user, no password is sent. */
  | {
      readonly kind: 'webdav';
      readonly url: string;
      readonly user: string | null;
      readonly password: string | null;
    }
  | ({ readonly kind: 'token' } & TokenPlace);

export type BackupSource = Pick<BackupDestination, 'kind' | 'place' | 'volume'> & { readonly fileName: string };

export function nameOfPlace(place: BackupPlace): string {
  if (place.kind === 'folder') return place.folder;
  return place.kind === 'token' ? placeOfToken(place) : readWebdavAddress(place.url, place.user).place;
}

/** Errors: `address-refused`, `server-insecure`. */
export function destinationAt(
  place: BackupPlace,
  { tokens, scratch, destinations }: DestinationPorts,
): BackupDestination {
  switch (place.kind) {
    case 'folder':
      return folderDestination(destinations, place.folder, place.volume);
    case 'token':
      return tokenDestination(place, tokens, scratch);
    case 'webdav': {
      const address = readWebdavAddress(place.url, place.user);
      return webdavDestination({ address, password: place.password, temporaryFolder: scratch });
    }
  }
}

/** Sets a folder's `volume` to its drive's UUID. `rows` is the backup history. */
export async function placeForBackup(place: BackupPlace, rows: readonly BackupRow[]): Promise<BackupPlace> {
  if (place.kind !== 'folder') return place;
  const { folder, volume } = place;
  const former = rows.flatMap((row) => (row.place === folder && row.volume !== null ? [row.volume] : []));
  return {
    kind: 'folder',
    folder,
    volume: await refuseBareMountPoint(folder, typeof volume === 'string' ? [volume] : former),
  };
}

/**
 * Some systems keep the mount folder of an unplugged drive, and a backup in it would stay on this computer. `former`
 * holds the UUIDs of drives used earlier. Returns the current UUID or null. Errors: `place-changed`, those of
 * `fileSystemError`.
 */
async function refuseBareMountPoint(folder: string, former: readonly string[]): Promise<string | null> {
  await stat(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileSystemError(error, 'open');
  });
  const now = await volumeOf(folder);
  const uuid = now?.uuid ?? null;
  if (former.length === 0 || (uuid !== null && former.includes(uuid))) return uuid;
  const isMountPoint = now !== null && now.mountPoint === (await realpath(folder).catch(() => null));
  if (now?.removable === true || isMountPoint) return uuid;
  throw new AppError('place-changed', { place: folder });
}

/**
 * True if all intact backups made here (at least one) are on the vault's volume, so all can be lost at once.
 * `rows` are those that can still be opened. Doesn't read the folders, because reading a lost network drive could hang.
 */
export async function areBackupsOnlyHere(vaultFolder: string, rows: readonly BackupRow[]): Promise<boolean> {
  const intact = rows.filter(({ madeHere, problem }) => madeHere && problem === null);
  if (intact.length === 0) return false;
  const folder = await realpath(vaultFolder).catch(() => vaultFolder);
  const [ownVolume, mounts] = await Promise.all([volumeOf(folder), mountTable()]);
  const isBeside = (path: string): boolean => {
    if (process.platform !== 'linux')
      return parse(path).root.toLowerCase() === parse(folder).root.toLowerCase() && !path.startsWith('/Volumes/');
    return mountOf(path, mounts)?.mountPoint === mountOf(folder, mounts)?.mountPoint;
  };
  // An unplugged drive is recognised by its UUID alone.
  return intact.every(
    ({ kind, place, volume }) =>
      kind === 'folder' && (volume === null || volume === (ownVolume?.uuid ?? null)) && isBeside(place),
  );
}

export function backupsOn({ uuid }: Pick<Volume, 'uuid'>, rows: readonly BackupRow[]): BackupRow[] {
  return rows.filter(
    ({ kind, madeHere, problem, volume }) =>
      kind === 'folder' && madeHere && problem === null && volume !== null && volume === uuid,
  );
}
