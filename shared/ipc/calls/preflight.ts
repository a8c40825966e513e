// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { vaultOpenErrors } from '../../domain/vault-errors.ts';
import { computerOwnerships, preflightCheckSchema, preflightTargets } from '../../schemas/preflight.ts';
import { query } from '../define.ts';

const checks = z.strictObject({ checks: z.array(preflightCheckSchema) });

/** What is looked at before an application (E10). */
export const preflightCalls = {
  /** Key, computer and network: asks this computer alone. `computer` null: the person was not asked yet. */
  'preflight.local': query({
    powers: 'none',
    input: z.strictObject({ target: z.enum(preflightTargets), computer: z.enum(computerOwnerships).nullable() }),
    output: checks,
  }),
  /**
   * Clock and server. `contact`: the person has seen the host of the profile and agreed, and that host alone is contacted, with nothing
   * secret; else nobody is, and both are unknown, as they always are of a `manual` profile.
   */
  'preflight.server': query({
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
