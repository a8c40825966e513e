import { readWebdavAddress } from '../../shared/domain/webdav-address.ts';
import type { BackupDestination } from './destinations/destination.ts';
import { folderDestination } from './destinations/folder-destination.ts';
import type { TokenDataStore } from './destinations/token-data-store.ts';
import { tokenDestination, type TokenPlace } from './destinations/token-destination.ts';
import { webdavDestination } from './destinations/webdav/webdav-destination.ts';

/** What destinations are reached through. */
export interface DestinationPorts {
  readonly tokens: TokenDataStore;
  /** A folder on this computer, made when it is needed, for ciphertext on its way to a place that takes no file by itself. */
  readonly scratch: string;
}

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
    }
  | ({ readonly kind: 'token' } & TokenPlace);

/** Where a backup was lent from, as the history names it. */
export type BackupSource = Pick<BackupDestination, 'kind' | 'place' | 'volume'> & { readonly fileName: string };

/** The destination at a place; nothing is touched yet. Throws `address-refused`, `server-insecure`. */
export function destinationAt(place: BackupPlace, { tokens, scratch }: DestinationPorts): BackupDestination {
  switch (place.kind) {
    case 'folder':
      return folderDestination(place.folder);
    case 'token':
      return tokenDestination(place, tokens, scratch);
    default: {
      const address = readWebdavAddress(place.url, place.user);
      return webdavDestination({ address, password: place.password, temporaryFolder: scratch });
    }
  }
}
