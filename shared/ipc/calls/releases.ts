// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { versionCheckSchema } from '../../schemas/releases.ts';
import { query } from '../define.ts';

const nothing = z.strictObject({});

export const releaseCalls = {
  /** Null if this build has no release server. */
  place: query({ powers: 'none', input: nothing, output: z.strictObject({ host: z.string().nullable() }) }),
  check: query({
    powers: ['contacts'],
    guard: 'standing',
    input: nothing,
    output: versionCheckSchema,
    errors: ['not-available', 'releases-unreachable', 'releases-untrusted', 'releases-outdated'],
    long: true,
  }),
  openPage: query({
    powers: ['contacts'],
    guard: 'question',
    input: nothing,
    output: z.strictObject({ opened: z.boolean() }),
    errors: ['not-found'],
  }),
} as const;
