// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { timelineSchema } from '../../../schemas/certificates/timeline.ts';
import { query } from '../../define.ts';
import { vaultReadErrors } from '../../../domain/errors/vault-errors.ts';

export const timelineCalls = {
  /** Excludes keyless CAs, superseded certificates and those that need replacement. */
  months: query({
    powers: 'none',
    input: z.strictObject({ months: z.number().int().min(1).max(120) }),
    output: timelineSchema,
    errors: vaultReadErrors,
  }),
} as const;
