// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from './error-codes.ts';

export const vaultOpenErrors = [
  'vault-damaged',
  'vault-tampered',
  'vault-newer',
  'vault-unreleased',
  'runtime-too-old',
] as const satisfies readonly ErrorCode[];

/** Reading may have to open a vault that another process holds. */
export const vaultReadErrors = [...vaultOpenErrors, 'vault-busy'] as const satisfies readonly ErrorCode[];

export const vaultWriteErrors = [...vaultReadErrors, 'disk-full'] as const satisfies readonly ErrorCode[];
