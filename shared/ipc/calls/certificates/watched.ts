// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { watchedInputSchema, watchedSchema } from '../../../schemas/certificates/watched.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

export const watchedCalls = {
  list: query({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({ entries: z.array(watchedSchema) }),
    errors: vaultReadErrors,
  }),
  add: command({
    powers: 'none',
    input: watchedInputSchema,
    output: watchedSchema,
    errors: vaultWriteErrors,
  }),
  addCertificate: command({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: watchedSchema,
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
  }),
  change: command({
    powers: 'none',
    input: watchedInputSchema.extend({ id: z.uuid() }),
    output: watchedSchema,
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
  }),
  remove: command({
    powers: 'none',
    input: z.strictObject({ id: z.uuid() }),
    output: z.strictObject({}),
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
  }),
} as const;
