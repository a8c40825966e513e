// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import type { BackupPlaceKind } from '../../../shared/domain/backup-place-kinds.ts';

/** The steps of one backup. */
export interface StoreWork<T> {
  /** A name that `names` does not have. */
  readonly name: string;
  /** Fills an empty file; its handle reads and writes at any position. */
  write(handle: FileHandle): Promise<T>;
  /** Is given what was read back from where it will stay, as a local file; throws when it is not what was meant. */
  rehearse(path: string, written: T): Promise<void>;
  /** Octets that it will have at the least, so that a place without room is refused before anything is written. */
  readonly atLeastBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Somewhere that keeps backups: a folder or drive, a WebDAV server, a token (B01, B06, B07). Each holds to the same rule:
 * a backup gets its name only after what lies there was read back and rehearsed, and none takes another one's place.
 */
export interface BackupDestination {
  readonly kind: BackupPlaceKind;
  /** As the history names it: an absolute folder, an address, `token:SERIAL`. */
  readonly place: string;
  /** UUID of the drive's file system, where known. */
  readonly volume: string | null;
  /** What lies there already; empty where it cannot be told and `store` says what is wrong, else throws that itself. */
  names(signal?: AbortSignal): Promise<ReadonlySet<string>>;
  /** Throws what `write` and `rehearse` throw, `file-exists`, and its own errors; then nothing of the name is there. */
  store<T>(work: StoreWork<T>): Promise<T>;
  /** Lends one of its backups as a local file. Throws `backup-gone` when it is not there (detail
   * `away`: true where its place is not there either), and its own errors. */
  withFile<T>(name: string, work: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The first octets of one of its backups, at most so many; null where they cannot be read. */
  peek(name: string, bytes: number): Promise<Uint8Array | null>;
  /** True when it is gone, also when it was gone before; false when it could not be removed. */
  remove(name: string): Promise<boolean>;
  /** Ends what was opened to get there, once nothing is asked of it any more. */
  close?(): Promise<void>;
}
