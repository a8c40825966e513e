// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../schemas/certificate.ts';
import { computerNoteSchema } from '../../schemas/computer-note.ts';
import { storeIdSchema } from '../../schemas/store.ts';
import { moduleFactsSchema, moduleIdSchema, tokenModuleSchema } from '../../schemas/token.ts';
import { command, query } from '../define.ts';
import { moduleErrors } from './token-inputs.ts';
import { vaultWriteErrors } from '../../domain/vault-errors.ts';

/** PKCS#11 modules: found, shown, allowed (T01, T11), and known to browsers (S11). */
export const tokenModuleCalls = {
  'tokens.modules': query({
    powers: 'none',
    input: z.strictObject({ refresh: z.boolean() }),
    output: z.strictObject({
      modules: z.array(tokenModuleSchema),
      /** Why tokens cannot be used at all on this computer, or null. */
      unavailable: z.string().nullable(),
      notes: z.array(computerNoteSchema),
    }),
  }),
  /** Asks for a file of a module, and shows what it is; nothing is loaded. */
  'tokens.chooseModule': command({
    powers: 'none',
    input: z.strictObject({}),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), facts: moduleFactsSchema }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: ['module-not-found', 'module-broken', ...vaultWriteErrors],
    interactive: true,
  }),
  /** The person has seen the facts: tried in a throw-away process, then remembered with its hash. */
  'tokens.allowModule': command({
    powers: ['code'],
    guard: 'question',
    input: z.strictObject({ moduleId: moduleIdSchema, sha256: sha256Schema }),
    output: z.strictObject({ module: tokenModuleSchema }),
    errors: moduleErrors,
    long: true,
  }),
  /** Consent is taken back; one added by hand leaves the list. */
  'tokens.forgetModule': command({
    powers: 'none',
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({}),
    errors: ['module-not-found', ...vaultWriteErrors],
  }),
  /** A module that was paused after faults is tried again. */
  'tokens.retryModule': command({
    powers: 'none',
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({ module: tokenModuleSchema }),
    errors: moduleErrors,
    long: true,
  }),
  /** In which browsers a module is registered (S11). */
  'tokens.browsers': query({
    powers: 'none',
    input: z.strictObject({ moduleId: moduleIdSchema }),
    output: z.strictObject({
      places: z.array(
        z.strictObject({
          storeId: storeIdSchema,
          storeName: z.string(),
          registered: z.boolean(),
          /** A browser that reads it runs: it takes part after a restart. */
          running: z.boolean(),
        }),
      ),
    }),
    errors: ['module-not-found'],
  }),
  'tokens.registerModule': command({
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
      'disk-full',
    ],
  }),
} as const;
