// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { computerNoteSchema } from '../../../schemas/computer-note.ts';
import { storeIdSchema } from '../../../schemas/store.ts';
import { missingLibrarySchema, moduleFactsSchema, moduleIdSchema, tokenModuleSchema } from '../../../schemas/token.ts';
import { command, query } from '../../define.ts';
import { moduleErrors } from './token-inputs.ts';
import { vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

export const tokenModuleCalls = {
  modules: query({
    powers: 'none',
    input: z.strictObject({ refresh: z.boolean() }),
    output: z.strictObject({
      modules: z.array(tokenModuleSchema),
      missing: z.array(missingLibrarySchema),
      unavailable: z.string().nullable(),
      notes: z.array(computerNoteSchema),
    }),
  }),
  chooseModule: command({
    powers: 'none',
    input: z.strictObject({}),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), facts: moduleFactsSchema }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: ['module-not-found', 'module-broken', ...vaultWriteErrors],
    interactive: true,
  }),
  /** Stores the module's hash, then tests the module in a temporary process. */
  allowModule: command({
    powers: ['code'],
    guard: 'question',
    input: z.strictObject({ moduleId: moduleIdSchema, sha256: sha256Schema }),
    output: z.strictObject({ module: tokenModuleSchema }),
    errors: moduleErrors,
    long: true,
  }),
  forgetModule: command({
    powers: 'none',
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({}),
    errors: ['module-not-found', ...vaultWriteErrors],
  }),
  retryModule: command({
    powers: 'none',
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({ module: tokenModuleSchema }),
    errors: moduleErrors,
    long: true,
  }),
  browsers: query({
    powers: 'none',
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({
      places: z.array(
        z.strictObject({
          storeId: storeIdSchema,
          storeName: z.string(),
          registered: z.boolean(),
          running: z.boolean(),
        }),
      ),
    }),
    errors: ['module-not-found'],
  }),
  registerModule: command({
    powers: ['code'],
    guard: 'question',
    input: z.strictObject({ moduleId: moduleIdSchema, storeId: storeIdSchema, registered: z.boolean() }),
    output: z.strictObject({ restartNeeded: z.boolean() }),
    errors: [
      'module-not-found',
      'module-not-allowed',
      'store-not-found',
      'store-locked',
      'store-read-only',
      'store-damaged',
      'store-refused',
      'module-registered',
      'module-outside-sandbox',
      'disk-full',
      // Browsers can only load PKCS#11 modules.
      'not-available',
    ],
  }),
} as const;
