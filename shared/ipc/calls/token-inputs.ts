// SPDX-License-Identifier: Apache-2.0
import { pinErrorCodes } from '../../domain/error-codes.ts';
import { z } from 'zod';
import { pinSchema, tokenIdSchema } from '../../schemas/token.ts';
import { vaultWriteErrors } from '../../domain/vault-errors.ts';

/** What the calls of tokens have in common: whom they are for, PINs, and the errors of each kind. */

export const maxTokenCertificates = 1000;

export const moduleErrors = [
  // What is known of modules and tokens is written down.
  ...vaultWriteErrors,
  'tokens-unavailable',
  'module-not-found',
  'module-not-allowed',
  'module-broken',
  'module-stopped',
  'module-paused',
] as const;

/** Of each call that speaks to a token. */
export const tokenErrors = [
  ...moduleErrors,
  'token-not-found',
  'token-removed',
  'token-busy',
  'token-refused',
  'token-damaged',
] as const;

/** Of each call that takes a PIN. */
export const pinErrors = [...tokenErrors, ...pinErrorCodes] as const;

/** Of each call that changes what lies on a token. */
export const changeErrors = [...pinErrors, 'token-not-managed', 'token-write-protected', 'token-full'] as const;

export const onToken = { tokenId: tokenIdSchema };

/**
 * `pin`: what the person typed for this call, sent to the token once (`undefined`: the token is unlocked, or asks for
 * none). `confirmedLastTry`: the person confirmed by typing that this may be the last try.
 */
export const withPin = { ...onToken, pin: pinSchema.optional(), confirmedLastTry: z.boolean() };

/** `soPin`: wanted where `changesNeedSoPin` says so, beside the PIN that tests the result. */
export const withPins = { ...withPin, soPin: pinSchema.optional() };
