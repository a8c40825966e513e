// SPDX-License-Identifier: Apache-2.0
import { destinationErrors } from '../../domain/destination-errors.ts';
import { strengths } from '../../domain/password-rules.ts';
import { z } from 'zod';
import { settingsChangeSchema, settingsSchema } from '../../schemas/settings.ts';
import { command, query } from '../define.ts';

const nothing = z.strictObject({});

export const appCalls = {
  'app.info': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      host: z.enum(['electron', 'chromium']),
      platform: z.string(),
      /** BCP 47, of the operating system's user. */
      systemLocale: z.string(),
      /** The host can put a page on paper; a PDF it can always make. */
      canPrint: z.boolean(),
      /** What `app.protectContent` can be relied on for. */
      protectsContent: z.boolean(),
      /** U盾 support: null when available, otherwise why not. */
      tokensUnavailable: z.string().nullable(),
    }),
  }),
  'settings.get': query({ powers: 'none', input: nothing, output: settingsSchema }),
  'settings.change': command({
    powers: ['code'],
    guard: 'question',
    input: settingsChangeSchema,
    output: settingsSchema,
  }),
  /**
   * Somebody uses the window: at most every 20 s. Keeps an open vault open (K03). A query: it must not wait behind a
   * long command.
   */
  'app.activity': query({ powers: 'none', input: nothing, output: nothing }),
  /** What main will say of a new password. A query: it is asked while the person types. */
  'app.passwordStrength': query({
    powers: 'none',
    input: z.strictObject({ password: z.string().max(1024) }),
    output: z.strictObject({ strength: z.enum(strengths) }),
  }),
  /**
   * Leaves the window out of screenshots and shared screens while a code is on it; does nothing where the host cannot
   * (`app.info`). A query: it must not wait behind a long command.
   */
  'app.protectContent': query({ powers: 'none', input: z.strictObject({ isOn: z.boolean() }), output: nothing }),
  /** The report of unexpected errors since the start, as it would be saved; nothing of the person is in it. */
  'app.problems': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ count: z.number().int(), text: z.string() }),
  }),
  /** The same as a file; the place comes from `files.chooseDestination`. */
  'app.writeProblems': command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({ destinationId: z.uuid() }),
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: ['draft-expired', ...destinationErrors, 'verification-failed'],
    long: true,
  }),
  'operations.cancel': query({
    powers: 'none',
    input: z.strictObject({ operationId: z.uuid() }),
    output: z.strictObject({ cancelled: z.boolean() }),
  }),
} as const;
