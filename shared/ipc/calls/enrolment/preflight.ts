// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { vaultOpenErrors } from '../../../domain/errors/vault-errors.ts';
import { computerOwnerships, preflightCheckSchema, preflightTargets } from '../../../schemas/enrolment/preflight.ts';
import { query } from '../../define.ts';

const checks = z.strictObject({ checks: z.array(preflightCheckSchema) });

export const preflightCalls = {
  /** `computer` is null until the user says whether it's shared. */
  local: query({
    powers: 'none',
    input: z.strictObject({ target: z.enum(preflightTargets), computer: z.enum(computerOwnerships).nullable() }),
    output: checks,
  }),
  /**
   * `contact`: the user agreed to contact the displayed host. Otherwise, and for a `manual` profile, the results are
   * `unknown`. Sends no secrets.
   */
  server: query({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({ profileId: z.uuid(), contact: z.boolean() }),
    output: checks,
    errors: [
      'not-found',
      'not-confirmed',
      'profile-invalid',
      'not-a-certificate-file',
      'damaged',
      'limit-exceeded',
      'server-reply-unusable',
      ...vaultOpenErrors,
    ],
    long: true,
  }),
} as const;
