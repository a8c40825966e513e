// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { versionCheckSchema } from '../../schemas/releases.ts';
import { query } from '../define.ts';

const nothing = z.strictObject({});

/** Newer versions of this program (P04). */
export const releaseCalls = {
  /** `host`: whom a look would ask; null: this build names nobody. */
  'releases.place': query({ powers: 'none', input: nothing, output: z.strictObject({ host: z.string().nullable() }) }),
  /** Asks that host, and only because somebody wanted it. */
  'releases.check': query({
    powers: ['contacts'],
    guard: 'standing',
    input: nothing,
    output: versionCheckSchema,
    errors: ['not-available', 'releases-unreachable', 'releases-untrusted', 'releases-outdated'],
    long: true,
  }),
  /** The page of the newer version that was found last, in the person's browser. False: nothing took it. */
  'releases.openPage': query({
    powers: ['contacts'],
    guard: 'question',
    input: nothing,
    output: z.strictObject({ opened: z.boolean() }),
    errors: ['not-found'],
  }),
} as const;
