// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const account = z.string();
const secret = z.string();

/** One access per process. Errors are `not-available` with a `reason` that contains no secret. */
export const osStoreOperations = {
  probe: { input: z.strictObject({ account, secret }), output: z.null() },
  read: { input: z.strictObject({ account }), output: secret.nullable() },
  write: { input: z.strictObject({ account, secret }), output: z.null() },
  remove: { input: z.strictObject({ account }), output: z.null() },
} as const;
