// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import type { BackupPlaceKind } from '../../../shared/domain/backup/backup-place-kinds.ts';

export interface StoreWork<T> {
  readonly name: string;
  /** Fills an empty file that supports random access. */
  write(handle: FileHandle): Promise<T>;
  /** Receives the backup, read back as a local file. Throws if it doesn't match `written`. */
  rehearse(path: string, written: T): Promise<void>;
  readonly atLeastBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Files get their name only after being read back and test-restored. Existing files are never replaced. */
export interface BackupDestination {
  readonly kind: BackupPlaceKind;
  /** Absolute folder, address, or `token:SERIAL`. */
  readonly place: string;
  /** UUID of the file system, or null if unknown. */
  readonly volume: string | null;
  /** Returns an empty set for errors that `store` will report. Throws all others. */
  names(signal?: AbortSignal): Promise<ReadonlySet<string>>;
  /** Errors: `file-exists`, the destination's own, those of `write` and `rehearse`. On error, the name stays unused. */
  store<T>(work: StoreWork<T>): Promise<T>;
  /**
   * Passes the backup to `work` as a local file. Errors: `backup-gone` (details: `away` if the place is missing too),
   * the destination's own.
   */
  withFile<T>(name: string, work: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T>;
  peek(name: string, bytes: number): Promise<Uint8Array | null>;
  remove(name: string): Promise<boolean>;
  close?(): Promise<void>;
}
