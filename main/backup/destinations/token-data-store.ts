// SPDX-License-Identifier: Apache-2.0
/** `rv`: the token's own return value, if any. */
export type TokenDataVerdict =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: 'token-takes-no-data' | 'token-too-small'; readonly rv: string | null };

/** Our data objects, after login. Errors: the tokens' own; `not-found`. */
export interface TokenDataObjects {
  /** Bytes; null: not reported. */
  readonly freeBytes: number | null;
  names(): Promise<readonly string[]>;
  /** Uses a separate session. */
  read(name: string): Promise<Uint8Array>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** False: the token does not allow it. */
  rename(from: string, to: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  /** Writes random bytes under this name, reads them back, removes them. */
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
  /** Sends the PIN once. `changes`: needs the user to manage the token. */
  openData(entry: TokenEntry & { readonly changes: boolean }): Promise<TokenDataObjects>;
}
