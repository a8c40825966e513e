// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from './error-codes.ts';

/** Why a vault that is there does not open. */
export const vaultOpenErrors = [
  'vault-damaged',
  'vault-tampered',
  'vault-newer',
  'vault-unreleased',
  'runtime-too-old',
] as const satisfies readonly ErrorCode[];

/** Of each call that reads the vault: it may have to be opened first, while another process holds it. */
export const vaultReadErrors = [...vaultOpenErrors, 'vault-busy'] as const satisfies readonly ErrorCode[];

/** Of each call that writes to the vault, or to what is written down of tokens. */
export const vaultWriteErrors = [...vaultReadErrors, 'disk-full'] as const satisfies readonly ErrorCode[];
