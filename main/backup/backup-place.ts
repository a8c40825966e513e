import type { BackupDestination } from './destinations/destination.ts';
import { folderDestination } from './destinations/folder-destination.ts';
import type { TokenDataStore } from './destinations/token-data-store.ts';
import { tokenDestination, type TokenPlace } from './destinations/token-destination.ts';

/** What destinations are reached through. */
export interface DestinationPorts {
  readonly tokens: TokenDataStore;
  /** An existing folder for ciphertext on its way to a place that takes no file by itself. */
  readonly scratch: string;
}

/** Where a backup goes, or lies, with what it takes to get there. `folder`: absolute. */
export type BackupPlace =
  | { readonly kind: 'folder'; readonly folder: string }
  | ({ readonly kind: 'token' } & TokenPlace);

/** Where a backup was lent from, as the history names it. */
export type BackupSource = Pick<BackupDestination, 'kind' | 'place' | 'volume'> & { readonly fileName: string };

/** The destination at a place; nothing is touched yet. */
export function destinationAt(place: BackupPlace, ports: DestinationPorts): BackupDestination {
  if (place.kind === 'token') return tokenDestination(place, ports.tokens, ports.scratch);
  return folderDestination(place.folder);
}
