// SPDX-License-Identifier: Apache-2.0
/** PKCS#12's KDF hashes a BMPString (RFC 7292 App. B.1), others the password's bytes. */
export type PasswordForm = 'pkcs12' | 'octets';

export interface PbeScheme {
  readonly name: string;
  readonly passwordForm: PasswordForm;
  /** For WorkBudget. */
  readonly work: number;
  readonly blockLength: number;
  /** Padding stays. `data`: whole blocks. */
  readonly decrypt: (password: Uint8Array, data: Uint8Array) => Uint8Array;
}

/** Longer salts only slow us down. */
export const maxSaltLength = 65_536;
