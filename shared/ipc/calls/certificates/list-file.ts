// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { certificateQuerySchema, queryBytes } from '../../../schemas/certificates/certificate-query.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { command } from '../../define.ts';
import { vaultReadErrors } from '../../../domain/errors/vault-errors.ts';

const maxListed = 100_000;

export const listFileCalls = {
  write: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({
      destinationId: z.uuid(),
      format: z.enum(['csv', 'json']),
      query: certificateQuerySchema,
      sha256s: z.array(sha256Schema).min(1).max(maxListed).optional(),
    }),
    output: z.strictObject({
      displayPath: z.string(),
      bytes: z.number().int(),
      certificates: z.number().int(),
      expired: z.number().int(),
    }),
    errors: ['draft-expired', ...destinationErrors, 'verification-failed', ...vaultReadErrors],
    long: true,
    maxBytes: queryBytes + maxListed * 68,
  }),
} as const;
