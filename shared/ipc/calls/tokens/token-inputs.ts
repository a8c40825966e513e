// SPDX-License-Identifier: Apache-2.0
import { pinErrorCodes } from '../../../domain/errors/error-codes.ts';
import { z } from 'zod';
import { pinSchema, tokenIdSchema } from '../../../schemas/token.ts';
import { vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

export const maxTokenCertificates = 1000;

export const moduleErrors = [
  // These calls also write the token records.
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
  // Not through SKF, or not by its library.
  'not-available',
  // SKF: one pair and one certificate for each use.
  'token-place-taken',
  'token-key-missing',
] as const;

export const onToken = { tokenId: tokenIdSchema };

/**
 * `pin`: sent once; `undefined`: unlocked, or none needed. `confirmedLastTry`: typed confirmation of a possibly last
 * try.
 */
export const withPin = { ...onToken, pin: pinSchema.optional(), confirmedLastTry: z.boolean() };

/** `soPin`: if `changesNeedSoPin`; the PIN tests the result. */
export const withPins = { ...withPin, soPin: pinSchema.optional() };
