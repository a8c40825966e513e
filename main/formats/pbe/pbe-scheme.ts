// SPDX-License-Identifier: Apache-2.0
export type PasswordForm = 'pkcs12' | 'octets';

export interface PbeScheme {
  readonly name: string;
  readonly passwordForm: PasswordForm;
  readonly work: number;
  readonly blockLength: number;
  readonly decrypt: (password: Uint8Array, data: Uint8Array) => Uint8Array;
}

export const maxSaltLength = 65_536;
