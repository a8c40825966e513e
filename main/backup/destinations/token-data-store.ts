// SPDX-License-Identifier: Apache-2.0
/** `rv` is the PKCS#11 return value. */
export type TokenDataVerdict =
  | { readonly taken: true }
  | { readonly taken: false; readonly code: 'token-data-unsupported' | 'token-too-small'; readonly rv: string | null };

/** The login lasts until `close`. Errors: those of the token, `not-found`. */
export interface TokenDataObjects {
  /** Null if unknown. */
  readonly freeBytes: number | null;
  names(): Promise<readonly string[]>;
  read(name: string): Promise<Uint8Array>;
  write(name: string, value: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<boolean>;
  remove(name: string): Promise<void>;
  probe(name: string, bytes: number): Promise<TokenDataVerdict>;
  close(): Promise<void>;
}

/** `pin` is null if typed at the reader, undefined if the token is unlocked. */
export interface TokenEntry {
  readonly tokenId: string;
  readonly pin: string | null | undefined;
  readonly confirmedLastTry: boolean;
}

export interface TokenDataStore {
  /** Sends the PIN once. If `changes` is true, CertSteward must manage the token. */
  openData(entry: TokenEntry & { readonly changes: boolean }): Promise<TokenDataObjects>;
}
