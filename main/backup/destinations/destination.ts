// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';
import type { BackupPlaceKind } from '../../../shared/domain/backup/backup-place-kinds.ts';

export interface StoreWork<T> {
  readonly name: string;
  /** Fills an empty file; random access. */
  write(handle: FileHandle): Promise<T>;
  /** Receives the read-back as a local file; throws if it doesn't match. */
  rehearse(path: string, written: T): Promise<void>;
  /** Lower bound in bytes, to refuse a full destination early. */
  readonly atLeastBytes?: number;
  readonly signal?: AbortSignal | undefined;
}

/** B01, B06, B07. Files get their name only after read-back and test restore; nothing is replaced. */
export interface BackupDestination {
  readonly kind: BackupPlaceKind;
  /** Absolute folder, address, or `token:SERIAL`. */
  readonly place: string;
  /** File system UUID, where known. */
  readonly volume: string | null;
  /** Empty if `store` will report the error; otherwise throws it. */
  names(signal?: AbortSignal): Promise<ReadonlySet<string>>;
  /** Throws `file-exists`, own errors, those of `write` and `rehearse`; the name is then unused. */
  store<T>(work: StoreWork<T>): Promise<T>;
  /** Provides it as a local file. Throws `backup-gone` (details: `away`, the place is missing too), own errors. */
  withFile<T>(name: string, work: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Null: unreadable. */
  peek(name: string, bytes: number): Promise<Uint8Array | null>;
  /** True if it no longer exists. */
  remove(name: string): Promise<boolean>;
  close?(): Promise<void>;
}
