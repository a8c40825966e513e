// SPDX-License-Identifier: Apache-2.0
export type AgeJob =
  | {
      readonly kind: 'encrypt';
      readonly passphrase: string;
      /** Null: sent later, while or after scrypt runs. */
      readonly plain: Uint8Array | null;
      /** log2 of scrypt's N. */
      readonly workFactor: number;
    }
  | {
      readonly kind: 'decrypt';
      /** Each costs one scrypt. */
      readonly candidates: readonly string[];
      readonly file: Uint8Array;
    };

export type AgeResult =
  | { readonly file: Uint8Array }
  /** Null: no candidate opens the file. */
  | { readonly plain: Uint8Array | null };
