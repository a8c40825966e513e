// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import type { BackupPlaceKind } from '../../../shared/domain/backup-place-kinds.ts';

export interface StoreWork<T> {
  /** Not in `names`. */
  readonly name: string;
  /** Fills an empty file; random access. */
  write(handle: FileHandle): Promise<T>;
  /** Gets the read-back as a local file; throws if it is not as written. */
  rehearse(path: string, written: T): Promise<void>;
  /** Lower bound in bytes, so that a full destination is refused before writing. */
  readonly atLeastBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Folder or drive, WebDAV server, or token (B01, B06, B07). A backup gets its name only after read-back and test
 * restore, and never replaces another.
 */
export interface BackupDestination {
  readonly kind: BackupPlaceKind;
  /** As in the history: absolute folder, address, or `token:SERIAL`. */
  readonly place: string;
  /** UUID of the drive's file system, where known. */
  readonly volume: string | null;
  /** Empty if unknown and `store` will report the error; otherwise throws it. */
  names(signal?: AbortSignal): Promise<ReadonlySet<string>>;
  /** Throws `file-exists`, own errors and those of `write` and `rehearse`; then nothing has the name. */
  store<T>(work: StoreWork<T>): Promise<T>;
  /** As a local file. Throws `backup-gone` (details: `away` true if the place is missing too), and own errors. */
  withFile<T>(name: string, work: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** At most this many leading bytes; null: unreadable. */
  peek(name: string, bytes: number): Promise<Uint8Array | null>;
  /** True if it no longer exists; false: not removable. */
  remove(name: string): Promise<boolean>;
  /** Closes connections and sessions. */
  close?(): Promise<void>;
}
