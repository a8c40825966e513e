// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { maxRefused } from '../../../domain/imports/export-limits.ts';
import { errorCodes } from '../../../domain/errors/error-codes.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { exportFormatSchema, exportOptionsSchema } from '../../../schemas/certificates/export-options.ts';
import { command } from '../../define.ts';
import { vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const maxExported = 10_000;

export const exportCalls = {
  /** `destinationId` is valid only for this certificate and format. */
  chooseDestination: command({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema, format: exportFormatSchema }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: ['not-found', ...destinationErrors],
    interactive: true,
  }),
  chooseFolder: command({
    powers: 'none',
    input: z.strictObject({ purpose: z.enum(['export', 'backup']) }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: destinationErrors,
    interactive: true,
  }),
  /** Never overwrites files. Disk and destination errors stop the remaining exports. */
  writeMany: command({
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
      refused: z
        .array(z.strictObject({ sha256: sha256Schema, displayName: z.string(), code: z.enum(errorCodes) }))
        .max(maxRefused),
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
  /** The file is read back before it is renamed into place. */
  write: command({
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
      'sm2-key-required',
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
