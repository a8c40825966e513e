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
   * Asks where to write. `chosen`: the destination is held by main under an id. `unavailable`: this host has no
   * save dialog, use `exports.typeDestination`.
   */
  'exports.chooseDestination': command({
    input: z.strictObject({ sha256: sha256Schema, format: exportFormatSchema }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
      z.strictObject({ outcome: z.literal('unavailable'), suggestedPath: z.string() }),
    ]),
    errors: ['not-found', ...destinationErrors],
    interactive: true,
  }),
  'exports.typeDestination': command({
    input: z.strictObject({ path: z.string().min(1).max(4096), overwrite: z.boolean() }),
    output: z.strictObject({ destinationId: z.uuid(), displayPath: z.string() }),
    errors: destinationErrors,
  }),
  /** A folder for many files, held under an id; as `exports.chooseDestination`. */
  'exports.chooseFolder': command({
    input: z.strictObject({}),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
      z.strictObject({ outcome: z.literal('unavailable'), suggestedPath: z.string() }),
    ]),
    errors: destinationErrors,
    interactive: true,
  }),
  /** A folder that is not there yet is made, if the one around it is. */
  'exports.typeFolder': command({
    input: z.strictObject({ path: z.string().min(1).max(4096) }),
    output: z.strictObject({ destinationId: z.uuid(), displayPath: z.string() }),
    errors: destinationErrors,
  }),
  /**
   * One file for each certificate, under names of their own: nothing is overwritten. Each is written and read back as
   * `exports.write` does. What cannot be written is told, and stops nothing but the rest of a full disk.
   */
  'exports.writeMany': command({
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
      ...destinationErrors,
      ...vaultWriteErrors,
    ],
    maxBytes: maxExported * 68 + 16_384,
    long: true,
  }),
  /** Writes to a temporary file, reopens it, then renames: success means that the file was read back. */
  'exports.write': command({
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
      ...destinationErrors,
      'verification-failed',
      ...vaultWriteErrors,
      'unsupported-algorithm',
    ],
    long: true,
  }),
} as const;
