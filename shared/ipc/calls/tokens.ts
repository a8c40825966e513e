// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../schemas/certificate.ts';
import { moduleIdSchema, pinSchema, tokenIdSchema, tokenSchema } from '../../schemas/token.ts';
import { command, query } from '../define.ts';
import { tokenErrors, pinErrors, changeErrors, onToken, maxTokenCertificates } from './token-inputs.ts';

/** Tokens plugged in, their PINs and their beginnings (T02, T04, T05). */
export const tokenCalls = {
  /** The tokens plugged in now. While a room that shows them is open, `tokens.changed` tells when to ask again. */
  'tokens.list': query({
    powers: 'none',
    input: z.strictObject({ refresh: z.boolean() }),
    output: z.strictObject({ tokens: z.array(tokenSchema), unavailable: z.string().nullable() }),
  }),
  /** Follows plugging and unplugging (polling in the modules' processes) until it is switched off. */
  'tokens.follow': command({ powers: 'none', input: z.strictObject({ on: z.boolean() }), output: z.strictObject({}) }),
  /** Which of the modules that show the same device is used. */
  'tokens.useModule': command({
    powers: 'none',
    input: z.strictObject({ ...onToken, moduleId: moduleIdSchema }),
    output: z.strictObject({}),
    errors: tokenErrors,
  }),
  /** Keeps the token open until `tokens.lock`, removal, or the end of the app; the PIN itself is not kept. */
  'tokens.unlock': command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ ...onToken, pin: pinSchema, confirmedLastTry: z.boolean() }),
    output: z.strictObject({}),
    errors: pinErrors,
    long: true,
  }),
  'tokens.lock': command({
    powers: 'none',
    input: z.strictObject(onToken),
    output: z.strictObject({}),
    errors: tokenErrors,
  }),
  /** 我自己管理这个 U盾. */
  'tokens.manage': command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({ ...onToken, on: z.boolean() }),
    output: z.strictObject({}),
    errors: tokenErrors,
  }),
  'tokens.changePin': command({
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
  /** Sets a new PIN with the SO PIN (管理员 PIN) or the PUK (解锁码). */
  'tokens.unblockPin': command({
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
  /** Erases everything. `typedLabel`: what the person typed to confirm: the token's label, or its serial where it has none. */
  'tokens.initialise': command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({
      ...onToken,
      label: z.string().min(1).max(32),
      soPin: pinSchema,
      newPin: pinSchema,
      typedLabel: z.string().max(64),
      /** Certificates that the person was shown as lost; others on the token: `token-not-empty`. */
      losing: z.array(sha256Schema).max(maxTokenCertificates),
      confirmedLastTry: z.boolean(),
    }),
    /** The token has another id afterwards where its serial changed. */
    output: z.strictObject({ tokenId: tokenIdSchema }),
    errors: [...changeErrors, 'not-confirmed', 'token-not-empty'],
    long: true,
  }),
} as const;
