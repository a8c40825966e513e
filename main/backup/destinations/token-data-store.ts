// SPDX-License-Identifier: Apache-2.0
/** Whether a token takes data of a size; `rv`: its own reason, where it told one. */
export type TokenDataVerdict =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: 'token-takes-no-data' | 'token-too-small'; readonly rv: string | null };

/** Our data objects on a token that was logged in to. Errors: the tokens' own; `not-found`. */
export interface TokenDataObjects {
  /** Octets; null: the token does not tell. */
  readonly freeBytes: number | null;
  names(): Promise<readonly string[]>;
  /** Through a session opened for it. */
  read(name: string): Promise<Uint8Array>;
  write(name: string, value: Uint8Array): Promise<void>;
  /** False where the token does not let it. */
  rename(from: string, to: string): Promise<boolean>;
  /** Exactly one. */
  remove(name: string): Promise<void>;
  /** Writes random octets under this name, reads them back and takes them away again. */
  probe(name: string, bytes: number): Promise<TokenDataVerdict>;
  close(): Promise<void>;
}

/** A token and what opens it. `pin` null: typed at the reader; undefined: it is unlocked already. */
export interface TokenEntry {
  readonly tokenId: string;
  readonly pin: string | null | undefined;
  readonly confirmedLastTry: boolean;
}

/** What a backup on a token asks of the tokens' service. */
export interface TokenDataStore {
  /** Sends the PIN, once. `changes`: only where its owner manages it. */
  openData(entry: TokenEntry & { readonly changes: boolean }): Promise<TokenDataObjects>;
}
