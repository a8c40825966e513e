import { z } from 'zod';
import { sha256Schema } from '../../schemas/certificate.ts';
import { exportFormatSchema, exportOptionsSchema } from '../../schemas/export-options.ts';
import { command } from '../define.ts';

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
    errors: ['not-found'],
    interactive: true,
  }),
  'exports.typeDestination': command({
    input: z.strictObject({ path: z.string().min(1).max(4096), overwrite: z.boolean() }),
    output: z.strictObject({ destinationId: z.uuid(), displayPath: z.string() }),
    errors: ['destination-unwritable', 'file-exists'],
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
      'draft-expired',
      'vault-locked',
      'key-missing',
      'password-required',
      'destination-unwritable',
      'disk-full',
      'verification-failed',
      'unsupported-algorithm',
    ],
    long: true,
  }),
} as const;
