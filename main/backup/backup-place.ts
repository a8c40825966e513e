import type { BackupPlaceKind } from '../../shared/domain/backup-place-kinds.ts';
import { readWebdavAddress } from '../../shared/domain/webdav-address.ts';
import type { BackupDestination } from './destinations/destination.ts';
import { folderDestination } from './destinations/folder-destination.ts';
import { webdavDestination } from './destinations/webdav/webdav-destination.ts';

/** Where a backup goes, or lies, with what it takes to get there. */
export type BackupPlace =
  /** `folder`: absolute. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** `url` of a folder, which may name the user; `user` goes before that one. Without a user no password is sent. */
  | {
      readonly kind: 'webdav';
      readonly url: string;
      readonly user: string | null;
      readonly password: string | null;
    };

/** Where a file that was lent lies in truth, as the history names it. */
export interface BackupOrigin {
  readonly kind: BackupPlaceKind;
  readonly place: string;
  readonly fileName: string;
}

/**
 * The destination at a place; nothing is touched yet. `temporaryFolder`: on this computer, for ciphertext under way.
 * Throws `address-refused`, `server-insecure`.
 */
export function destinationAt(
  place: BackupPlace,
  { temporaryFolder }: { readonly temporaryFolder: string },
): BackupDestination {
  if (place.kind === 'folder') return folderDestination(place.folder);
  const { url, user, password } = place;
  return webdavDestination({ address: readWebdavAddress(url, user), password, temporaryFolder });
}
