import { z } from 'zod';
import { computerOwnerships, preflightCheckSchema, preflightTargets } from '../../schemas/preflight.ts';
import { query } from '../define.ts';

const checks = z.strictObject({ checks: z.array(preflightCheckSchema) });

/** What is looked at before an application (E10). */
export const preflightCalls = {
  /** Key, computer and network: asks this computer alone. `computer` null: the person was not asked yet. */
  'preflight.local': query({
    input: z.strictObject({ target: z.enum(preflightTargets), computer: z.enum(computerOwnerships).nullable() }),
    output: checks,
  }),
  /** Clock and server: contacts the host of an `est` profile, which has been shown, and no other; sends nothing secret. */
  'preflight.server': query({
    input: z.strictObject({ profileId: z.uuid() }),
    output: checks,
    errors: [
      'not-found',
      'not-confirmed',
      'profile-invalid',
      'not-a-certificate-file',
      'damaged',
      'limit-exceeded',
      'server-reply-unusable',
      'vault-damaged',
      'vault-newer',
    ],
    long: true,
  }),
} as const;
