// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateSummarySchema, sha256Schema } from '../../schemas/certificate.ts';
import { command, query } from '../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../domain/vault-errors.ts';

/** One call deletes, restores or tags what one selection holds. */
const maxSelection = 100_000;
/** 64 digits, quotes and a comma each. */
const selectionBytes = maxSelection * 68 + 4096;
const selection = z.strictObject({ certificates: z.array(sha256Schema).min(1).max(maxSelection) });

/** Deleting, 最近删除, and coming back (K10, U07). */
export const deletionCalls = {
  /** What a deletion would mean, asked before the question to the person. Changes nothing. */
  'deletion.plan': query({
    powers: 'none',
    input: selection,
    output: z.strictObject({
      certificates: z.number().int(),
      /** Private keys that no other certificate of the vault uses: they go with the certificates. */
      keys: z.number().int(),
      /** Certificates of those keys whose key no backup holds that was sound at its last look. */
      withoutBackup: z.number().int(),
      /** A few names for the question. */
      names: z.array(z.string()).max(5),
      /** Stores that hold one of them (已安装到): a deletion leaves it there. */
      installedIn: z.array(z.string()),
      /** Backups that go on holding one of them, newest first. */
      backups: z.array(z.strictObject({ createdAt: z.string(), place: z.string(), fileName: z.string() })),
    }),
    errors: ['vault-missing', 'not-found'],
    maxBytes: selectionBytes,
  }),
  /** Moves to 最近删除; `certificates.restore` is its undo for 30 days. */
  'deletion.delete': command({
    powers: 'none',
    input: selection,
    output: z.strictObject({ deleted: z.number().int(), keys: z.number().int(), purgeAt: z.string() }),
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
    maxBytes: selectionBytes,
  }),
  'deletion.restore': command({
    powers: 'none',
    input: selection,
    output: z.strictObject({ restored: z.number().int() }),
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
    maxBytes: selectionBytes,
  }),
  /** Newest deletion first. */
  'deletion.list': query({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({
      certificates: z.array(certificateSummarySchema.extend({ deletedAt: z.string(), purgeAt: z.string() })),
    }),
    errors: vaultReadErrors,
  }),
  /** For good, and no byte stays in the vault's files. Null: everything in 最近删除. */
  'deletion.purge': command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ certificates: z.array(sha256Schema).min(1).max(maxSelection).nullable() }),
    output: z.strictObject({
      purged: z.number().int(),
      keys: z.number().int(),
      /** Another program held the file: bytes may still lie in it, and it is tried again by itself. */
      residueLeft: z.boolean(),
    }),
    errors: ['vault-missing', 'not-found', ...vaultWriteErrors],
    maxBytes: selectionBytes,
    long: true,
  }),
} as const;
