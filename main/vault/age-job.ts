// SPDX-License-Identifier: Apache-2.0
/** What the vault hands to the age worker (main/processes/age-worker.ts) and what comes back. */
export type AgeJob =
  | {
      readonly kind: 'encrypt';
      readonly passphrase: string;
      /** Null: a message will bring it, while or after scrypt runs. */
      readonly plain: Uint8Array | null;
      /** log2 of scrypt's N. */
      readonly workFactor: number;
    }
  | {
      readonly kind: 'decrypt';
      /** Tried one after the other, each for the whole price of scrypt. */
      readonly candidates: readonly string[];
      readonly file: Uint8Array;
    };

export type AgeResult =
  | { readonly file: Uint8Array }
  /** Null when no candidate opens the file. */
  | { readonly plain: Uint8Array | null };
