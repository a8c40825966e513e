// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateSummarySchema, sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const maxSelection = 100_000;
const selectionBytes = maxSelection * 68 + 4096;
const selection = z.strictObject({ certificates: z.array(sha256Schema).min(1).max(maxSelection) });

export const deletionCalls = {
  plan: query({
    powers: 'none',
    input: selection,
    output: z.strictObject({
      certificates: z.number().int(),
      /** Number of keys no other certificate uses. */
      keys: z.number().int(),
      /** Certificates whose key is in no valid backup. */
      withoutBackup: z.number().int(),
      names: z.array(z.string()).max(5),
      installedIn: z.array(z.string()),
      backups: z.array(z.strictObject({ createdAt: z.string(), place: z.string(), fileName: z.string() })),
    }),
    errors: ['vault-missing', 'not-found', ...vaultReadErrors],
    maxBytes: selectionBytes,
  }),
  /** Can be undone with `restore` for 30 days. */
  delete: command({
    powers: 'none',
    input: selection,
    output: z.strictObject({ deleted: z.number().int(), keys: z.number().int(), purgeAt: z.string() }),
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
    maxBytes: selectionBytes,
  }),
  restore: command({
    powers: 'none',
    input: selection,
    output: z.strictObject({ restored: z.number().int() }),
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
    maxBytes: selectionBytes,
  }),
  list: query({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({
      certificates: z.array(certificateSummarySchema.extend({ deletedAt: z.string(), purgeAt: z.string() })),
    }),
    errors: vaultReadErrors,
  }),
  /** Also erases the data from the vault files, unless `residueLeft`. Null purges all deleted certificates. */
  purge: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ certificates: z.array(sha256Schema).min(1).max(maxSelection).nullable() }),
    output: z.strictObject({
      purged: z.number().int(),
      keys: z.number().int(),
      /** Another program holds a vault file open, so data remains in it. Erasing is retried automatically. */
      residueLeft: z.boolean(),
    }),
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
    maxBytes: selectionBytes,
    long: true,
  }),
} as const;
