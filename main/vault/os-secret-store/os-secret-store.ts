// SPDX-License-Identifier: Apache-2.0
export interface OsSecretStore {
  /** Writes, reads and deletes a test item. Cached unless `refresh` is set. Never rejects. */
  probe(options?: { readonly refresh?: boolean }): Promise<OsStoreState>;
  /** Returns null if there is no item. Rejects with `not-available` (details: `reason`). */
  read(account: string): Promise<string | null>;
  write(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<void>;
}

export interface OsStoreState {
  readonly available: boolean;
  readonly reason: string | null;
}
