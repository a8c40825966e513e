// SPDX-License-Identifier: Apache-2.0
/**
 * What a file's maker hashed: PKCS#12's own derivation takes a BMPString (RFC 7292 App. B.1), all others take the
 * password's octets.
 */
export type PasswordForm = 'pkcs12' | 'octets';

/** A password-based encryption scheme with the parameters that a file gives. */
export interface PbeScheme {
  readonly name: string;
  readonly passwordForm: PasswordForm;
  /** Key derivation work, for WorkBudget. */
  readonly work: number;
  readonly blockLength: number;
  /** Derives the key and decrypts; padding stays. `data` is checked to be whole blocks before. */
  readonly decrypt: (password: Uint8Array, data: Uint8Array) => Uint8Array;
}

/** Salts of more octets are not honest; they only slow the derivation down. */
export const maxSaltLength = 65_536;
