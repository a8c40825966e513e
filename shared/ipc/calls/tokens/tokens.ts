// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { moduleIdSchema, pinSchema, tokenIdSchema, tokenSchema } from '../../../schemas/token.ts';
import { command, query } from '../../define.ts';
import { tokenModuleCalls } from './token-modules.ts';
import { tokenObjectCalls } from './token-objects.ts';
import { tokenErrors, pinErrors, changeErrors, onToken, maxTokenCertificates } from './token-inputs.ts';

export const tokenCalls = {
  ...tokenModuleCalls,
  ...tokenObjectCalls,
  list: query({
    powers: 'none',
    input: z.strictObject({ refresh: z.boolean() }),
    output: z.strictObject({ tokens: z.array(tokenSchema), unavailable: z.string().nullable() }),
  }),
  /** While on, polls the tokens and sends `tokens.changed`. */
  follow: command({ powers: 'none', input: z.strictObject({ on: z.boolean() }), output: z.strictObject({}) }),
  /** Chooses the module if several detect the token. */
  useModule: command({
    powers: 'none',
    input: z.strictObject({ ...onToken, moduleId: moduleIdSchema }),
    output: z.strictObject({}),
    errors: tokenErrors,
  }),
  /** The login lasts until `tokens.lock`, removal, or exit of the module's process. The PIN isn't kept. */
  unlock: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ ...onToken, pin: pinSchema, confirmedLastTry: z.boolean() }),
    output: z.strictObject({}),
    errors: pinErrors,
    long: true,
  }),
  lock: command({
    powers: 'none',
    input: z.strictObject(onToken),
    output: z.strictObject({}),
    errors: tokenErrors,
  }),
  manage: command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({ ...onToken, on: z.boolean() }),
    output: z.strictObject({}),
    errors: tokenErrors,
  }),
  changePin: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({
      ...onToken,
      who: z.enum(['user', 'so']),
      pin: pinSchema,
      newPin: pinSchema,
      confirmedLastTry: z.boolean(),
    }),
    output: z.strictObject({}),
    errors: pinErrors,
    long: true,
  }),
  unblockPin: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({
      ...onToken,
      by: z.enum(['so-pin', 'puk']),
      secret: pinSchema,
      newPin: pinSchema,
      confirmedLastTry: z.boolean(),
    }),
    output: z.strictObject({}),
    errors: pinErrors,
    long: true,
  }),
  /** Erases the token. `typedLabel` is its label or, if empty, its serial. */
  initialise: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({
      ...onToken,
      label: z.string().min(1).max(32),
      soPin: pinSchema,
      newPin: pinSchema,
      typedLabel: z.string().max(64),
      /** The certificates shown to the user. Throws `token-not-empty` if the token has any others. */
      losing: z.array(sha256Schema).max(maxTokenCertificates),
      confirmedLastTry: z.boolean(),
    }),
    /** Initialising can change the id. */
    output: z.strictObject({ tokenId: tokenIdSchema }),
    errors: [...changeErrors, 'not-confirmed', 'token-not-empty'],
    long: true,
  }),
} as const;
