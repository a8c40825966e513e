// SPDX-License-Identifier: Apache-2.0
/** `pkcs12`: BMPString (RFC 7292 App. B.1). */
export type PasswordForm = 'pkcs12' | 'octets';

export interface PbeScheme {
  readonly name: string;
  readonly passwordForm: PasswordForm;
  readonly work: number;
  readonly blockLength: number;
  /** Keeps the padding. `data` is whole blocks. */
  readonly decrypt: (password: Uint8Array, data: Uint8Array) => Uint8Array;
}

export const maxSaltLength = 65_536;
