// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { vaultReadErrors } from '../../domain/errors/vault-errors.ts';
import { overviewSchema } from '../../schemas/overview.ts';
import { query } from '../define.ts';

export const overviewCalls = {
  /** Works while the vault is locked. Empty without a vault. */
  read: query({ powers: 'none', input: z.strictObject({}), output: overviewSchema, errors: vaultReadErrors }),
} as const;
