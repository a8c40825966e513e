import type { BackupRow } from '../vault/backups/backup-rows.ts';
import type { BackupDestination } from './destinations/destination.ts';
import { folderDestination } from './destinations/folder-destination.ts';
import { refuseBareMountPoint } from './drives/refuse-bare-mount-point.ts';

/** Where a backup goes, or lies, with what it takes to get there. */
export type BackupPlace = {
  readonly kind: 'folder';
  /** Absolute. */
  readonly folder: string;
  /** UUID of the drive it was chosen on; absent: whatever drive is there. */
  readonly volume?: string | null | undefined;
};

/** The destination at a place; nothing is touched yet. */
export function destinationAt(place: BackupPlace): BackupDestination {
  return folderDestination(place.folder, place.volume);
}

/**
 * The place for a new backup, with the drive that it lies on now. `rows`: the history, which knows the drives that a
 * folder lay on. Throws `place-changed` (see `refuseBareMountPoint`).
 */
export async function placeForBackup(place: BackupPlace, rows: readonly BackupRow[]): Promise<BackupPlace> {
  const { folder, volume } = place;
  const former = rows.flatMap((row) => (row.place === folder && row.volume !== null ? [row.volume] : []));
  return {
    kind: 'folder',
    folder,
    volume: await refuseBareMountPoint(folder, typeof volume === 'string' ? [volume] : former),
  };
}
