// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../domain/backup/destination-errors.ts';
import { command } from '../define.ts';

const destination = z.strictObject({ destinationId: z.uuid() });
const written = z.strictObject({ displayPath: z.string(), bytes: z.number().int() });

export const fileCalls = {
  chooseDestination: command({
    powers: 'none',
    input: z.strictObject({
      purpose: z.enum([
        'vault',
        'recovery-sheet',
        'sheet',
        'list-csv',
        'list-json',
        'request',
        'calendar',
        'contact-sheet',
        'problems',
        'activity',
        'profile-template',
      ]),
    }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: destinationErrors,
    interactive: true,
  }),
  print: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({}),
    output: z.strictObject({ printed: z.boolean() }),
    errors: ['not-available'],
    interactive: true,
  }),
  /** Saves the displayed sheet, which must not contain secrets. */
  savePdf: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: destination,
    output: written,
    errors: ['draft-expired', ...destinationErrors, 'verification-failed'],
    long: true,
  }),
} as const;

export const recoverySheetCalls = {
  /** Throws `place-refused` if the folder contains a vault or backup. */
  savePdf: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: destination,
    output: written,
    errors: ['place-refused', 'draft-expired', ...destinationErrors, 'verification-failed'],
    long: true,
  }),
} as const;
