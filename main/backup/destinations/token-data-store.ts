// SPDX-License-Identifier: Apache-2.0
/** `rv`: the token's return value. */
export type TokenDataVerdict =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: 'token-data-unsupported' | 'token-too-small'; readonly rv: string | null };

/** Call after login. Errors: the tokens' own; `not-found`. */
export interface TokenDataObjects {
  /** Bytes; null: not reported. */
  readonly freeBytes: number | null;
  names(): Promise<readonly string[]>;
  /** Uses a separate session. */
  read(name: string): Promise<Uint8Array>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** False: the token doesn't allow it. */
  rename(from: string, to: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  /** Writes, reads back and removes random bytes. */
  probe(name: string, bytes: number): Promise<TokenDataVerdict>;
  close(): Promise<void>;
}

/** `pin` null: typed at the reader; undefined: already unlocked. */
export interface TokenEntry {
  readonly tokenId: string;
  readonly pin: string | null | undefined;
  readonly confirmedLastTry: boolean;
}

export interface TokenDataStore {
  /** Sends the PIN once. `changes`: only for managed tokens. */
  openData(entry: TokenEntry & { readonly changes: boolean }): Promise<TokenDataObjects>;
}
