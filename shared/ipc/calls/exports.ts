// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../domain/destination-errors.ts';
import { maxRefused } from '../../domain/export-limits.ts';
import { errorCodes } from '../../domain/error-codes.ts';
import { sha256Schema } from '../../schemas/certificate.ts';
import { exportFormatSchema, exportOptionsSchema } from '../../schemas/export-options.ts';
import { command } from '../define.ts';
import { vaultWriteErrors } from '../../domain/vault-errors.ts';

/** Files that one call writes: a PKCS#12 takes a third of a second. */
const maxExported = 10_000;

export const exportCalls = {
  /**
   * Asks where to write, in a dialog outside the page. `chosen`: main holds the path under an id that serves this
   * certificate in this format alone.
   */
  'exports.chooseDestination': command({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema, format: exportFormatSchema }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: ['not-found', ...destinationErrors],
    interactive: true,
  }),
  /** A folder for many files or for a backup, held under an id; as `exports.chooseDestination`. */
  'exports.chooseFolder': command({
    powers: 'none',
    input: z.strictObject({ purpose: z.enum(['export', 'backup']) }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: destinationErrors,
    interactive: true,
  }),
  /**
   * One file for each certificate, under names of their own: nothing is overwritten. Each is written and read back as
   * `exports.write` does. What cannot be written is told, and stops nothing but the rest of a full disk.
   */
  'exports.writeMany': command({
    powers: ['leaves'],
    guard: 'question',
    input: exportOptionsSchema
      .omit({ sha256: true })
      .extend({ certificates: z.array(sha256Schema).min(1).max(maxExported), destinationId: z.uuid() }),
    output: z.strictObject({
      folder: z.string(),
      written: z.number().int(),
      withKey: z.number().int(),
      notWritten: z.number().int(),
      /** The first of those, with the reason: `key-missing` where the format needs one. */
      refused: z
        .array(z.strictObject({ sha256: sha256Schema, displayName: z.string(), code: z.enum(errorCodes) }))
        .max(maxRefused),
      /** Why the rest was not tried: `cancelled`, `disk-full`, `destination-unwritable`, `destination-refused`; null: all were. */
      stopped: z.enum(errorCodes).nullable(),
    }),
    errors: [
      'vault-missing',
      'draft-expired',
      'vault-locked',
      'password-required',
      'passphrase-weak',
      ...destinationErrors,
      ...vaultWriteErrors,
    ],
    maxBytes: maxExported * 68 + 16_384,
    long: true,
  }),
  /** Writes to a temporary file, reopens it, then renames: success means that the file was read back. */
  'exports.write': command({
    powers: ['leaves'],
    guard: 'dialog',
    input: exportOptionsSchema.extend({ destinationId: z.uuid() }),
    output: z.strictObject({
      displayPath: z.string(),
      bytes: z.number().int(),
      certificates: z.number().int(),
      withKey: z.boolean(),
    }),
    errors: [
      'not-found',
      'vault-missing',
      'draft-expired',
      'vault-locked',
      'key-missing',
      'password-required',
      'passphrase-weak',
      ...destinationErrors,
      'verification-failed',
      ...vaultWriteErrors,
      'unsupported-algorithm',
    ],
    long: true,
  }),
} as const;
