// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { pathCheckSchema } from '../../../schemas/trust/trust.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const named = z.strictObject({ sha256: sha256Schema });
const errors = ['not-found', 'vault-missing', 'limit-exceeded'] as const;

export const pathCalls = {
  verdict: query({
    powers: 'none',
    input: named,
    output: z.strictObject({ check: pathCheckSchema.nullable() }),
    errors: [...errors, ...vaultReadErrors],
  }),
  check: command({
    powers: 'none',
    input: named,
    output: z.strictObject({ check: pathCheckSchema }),
    errors: [...errors, ...vaultWriteErrors],
    long: true,
  }),
} as const;
