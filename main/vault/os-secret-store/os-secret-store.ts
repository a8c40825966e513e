// SPDX-License-Identifier: Apache-2.0
/** Reduced to what protectors need (DESIGN 14). */
export interface OsSecretStore {
  /** Tests by write, read and delete. Cached unless `refresh`. Never rejects. */
  probe(options?: { readonly refresh?: boolean }): Promise<OsStoreState>;
  /** Null: none. Rejects with `not-available` (details: `reason`). */
  read(account: string): Promise<string | null>;
  write(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<void>;
}

export interface OsStoreState {
  readonly available: boolean;
  /** Never a secret; null when available. */
  readonly reason: string | null;
}
