// SPDX-License-Identifier: Apache-2.0
import { destinationErrors } from '../../domain/backup/destination-errors.ts';
import { strengths } from '../../domain/secrets/password-rules.ts';
import { z } from 'zod';
import { settingsChangeSchema, settingsSchema } from '../../schemas/settings.ts';
import { command, query } from '../define.ts';

const nothing = z.strictObject({});

export const appCalls = {
  info: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({
      version: z.string(),
      host: z.enum(['electron', 'chromium']),
      platform: z.string(),
      /** BCP 47 tag from the operating system. */
      systemLocale: z.string(),
      /** If false, the page can only be saved as PDF. */
      canPrint: z.boolean(),
      protectsContent: z.boolean(),
      tokensUnavailable: z.string().nullable(),
    }),
  }),
  licences: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({
      packages: z.array(
        z.strictObject({
          name: z.string(),
          version: z.string(),
          /** SPDX expression. */
          licence: z.string(),
          text: z.string(),
        }),
      ),
    }),
  }),
  /** Sent at most every 20 s to postpone auto-lock. */
  activity: query({ powers: 'none', input: nothing, output: nothing }),
  passwordStrength: query({
    powers: 'none',
    input: z.strictObject({ password: z.string().max(1024) }),
    output: z.strictObject({ strength: z.enum(strengths) }),
  }),
  /** Hides the window from screenshots and screen sharing where supported. */
  protectContent: query({ powers: 'none', input: z.strictObject({ isOn: z.boolean() }), output: nothing }),
  /** Contains no personal data. */
  problems: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ count: z.number().int(), text: z.string() }),
  }),
  writeProblems: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({ destinationId: z.uuid() }),
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: ['draft-expired', ...destinationErrors, 'verification-failed'],
    long: true,
  }),
} as const;

export const settingsCalls = {
  get: query({ powers: 'none', input: nothing, output: settingsSchema }),
  change: command({
    powers: ['code'],
    guard: 'question',
    input: settingsChangeSchema,
    output: settingsSchema,
  }),
} as const;

export const operationCalls = {
  cancel: query({
    powers: 'none',
    input: z.strictObject({ operationId: z.uuid() }),
    output: z.strictObject({ cancelled: z.boolean() }),
  }),
} as const;
