// SPDX-License-Identifier: Apache-2.0
/** The operating system's secret store, reduced to what a protector needs (DESIGN 14). */
export interface OsSecretStore {
  /** Write, read back, delete: only that decides. Asked once; `refresh` asks again. Never rejects. */
  probe(options?: { readonly refresh?: boolean }): Promise<OsStoreState>;
  /** Null when there is no such item. Rejects with `not-available` (details: `reason`). */
  read(account: string): Promise<string | null>;
  write(account: string, secret: string): Promise<void>;
  remove(account: string): Promise<void>;
}

export interface OsStoreState {
  readonly available: boolean;
  /** Why not, in the library's or the system's words, without a secret; null when available. */
  readonly reason: string | null;
}

/** What the vault asks of the child process, and what it answers. */
export interface OsStoreRequest {
  readonly kind: 'probe' | 'read' | 'write' | 'remove';
  readonly account: string;
  readonly secret: string;
}

export type OsStoreReply =
  | { readonly ok: true; readonly secret: string | null }
  | { readonly ok: false; readonly reason: string };
