import type { BackupDestination } from './destinations/destination.ts';
import { folderDestination } from './destinations/folder-destination.ts';

/** Where a backup goes, or lies, with what it takes to get there. `folder`: absolute. */
export type BackupPlace = { readonly kind: 'folder'; readonly folder: string };

/** The destination at a place; nothing is touched yet. */
export function destinationAt(place: BackupPlace): BackupDestination {
  return folderDestination(place.folder);
}
