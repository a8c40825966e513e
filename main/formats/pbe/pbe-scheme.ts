// SPDX-License-Identifier: Apache-2.0
/** `pkcs12`: BMPString (RFC 7292 App. B.1). */
export type PasswordForm = 'pkcs12' | 'octets';

export interface PbeScheme {
  readonly name: string;
  readonly passwordForm: PasswordForm;
  /** For WorkBudget. */
  readonly work: number;
  readonly blockLength: number;
  /** Keeps padding. `data`: whole blocks. */
  readonly decrypt: (password: Uint8Array, data: Uint8Array) => Uint8Array;
}

export const maxSaltLength = 65_536;
