// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { bankSiteSchema, sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { storeIdSchema } from '../../../schemas/store.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';
import { command, query } from '../../define.ts';

export const bankSiteCalls = {
  place: query({ powers: 'none', input: z.strictObject({}), output: z.strictObject({ canOpen: z.boolean() }) }),
  /** A person compared the host with a card or letter today. Null: forgotten. */
  save: command({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema, address: z.string().min(1).max(2048).nullable() }),
    output: z.strictObject({ site: bankSiteSchema.nullable() }),
    errors: ['not-found', 'vault-missing', 'address-refused', ...vaultWriteErrors],
  }),
  /** Opens the saved address, in the browser of this store if it has one. `browser` null: in the usual one. */
  open: command({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({ sha256: sha256Schema, storeId: storeIdSchema.nullable() }),
    output: z.strictObject({ opened: z.boolean(), browser: z.string().nullable() }),
    errors: ['not-found', 'not-confirmed', 'vault-missing', ...vaultReadErrors],
  }),
} as const;
