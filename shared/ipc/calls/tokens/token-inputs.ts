// SPDX-License-Identifier: Apache-2.0
import { pinErrorCodes } from '../../../domain/errors/error-codes.ts';
import { z } from 'zod';
import { pinSchema, tokenIdSchema } from '../../../schemas/token.ts';
import { vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

export const maxTokenCertificates = 1000;

export const moduleErrors = [
  ...vaultWriteErrors,
  'tokens-unavailable',
  'module-not-found',
  'module-not-allowed',
  'module-broken',
  'module-stopped',
  'module-paused',
] as const;

export const tokenErrors = [
  ...moduleErrors,
  'token-not-found',
  'token-removed',
  'token-busy',
  'token-refused',
  'token-damaged',
] as const;

export const pinErrors = [...tokenErrors, ...pinErrorCodes] as const;

export const changeErrors = [
  ...pinErrors,
  'token-not-managed',
  'token-write-protected',
  'token-full',
  // SKF or the token's SKF library doesn't support the operation.
  'not-available',
  // An SKF container holds one key pair and certificate per use.
  'token-place-taken',
  'token-key-missing',
] as const;

export const onToken = { tokenId: tokenIdSchema };

/**
 * `pin` is undefined if the token is unlocked or needs no PIN. A refused `pin` is never resent. `confirmedLastTry`: the
 * user typed a confirmation for what may be the last try.
 */
export const withPin = { ...onToken, pin: pinSchema.optional(), confirmedLastTry: z.boolean() };

/** `soPin` is required if `changesNeedSoPin`. `pin` then only unlocks keys for signing. */
export const withPins = { ...withPin, soPin: pinSchema.optional() };
