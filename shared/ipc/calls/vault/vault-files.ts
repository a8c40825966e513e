// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { command } from '../../define.ts';
import { vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const destination = z.strictObject({ destinationId: z.uuid() });
const written = z.strictObject({ displayPath: z.string(), bytes: z.number().int() });

export const vaultFileCalls = {
  /** The id is valid for this purpose only. */
  'files.chooseDestination': command({
    powers: 'none',
    input: z.strictObject({
      purpose: z.enum([
        'vault',
        'recovery-sheet',
        'list-csv',
        'list-json',
        'request',
        'calendar',
        'contact-sheet',
        'problems',
      ]),
    }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: destinationErrors,
    interactive: true,
  }),
  /** Without the OS store's protector, so a secret is required. */
  'vault.export': command({
    powers: ['leaves'],
    guard: 'dialog',
    input: destination,
    output: written,
    errors: [
      'vault-missing',
      'last-protector',
      'recovery-unsaved',
      'rekey-unfinished',
      'draft-expired',
      ...destinationErrors,
      'verification-failed',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /**
   * `secret`: that vault's; null: it has no keys. A failure keeps the draft. `secret-required`: keys, but no protector
   * here.
   */
  'vault.importFile': command({
    powers: 'none',
    input: z.strictObject({
      draftId: z.uuid(),
      secret: z
        .strictObject({ kind: z.enum(['passphrase', 'recovery-code']), secret: z.string().max(1024) })
        .nullable(),
    }),
    output: z.strictObject({
      added: z.array(sha256Schema),
      known: z.array(sha256Schema),
      keysAdded: z.number().int(),
      /** Differing label, place or note. */
      oursKept: z.number().int(),
      /** Each must be compared before it is trusted. */
      anchorsAdded: z.number().int(),
      /** Damaged or swapped. */
      unreadable: z.number().int(),
    }),
    errors: [
      'draft-expired',
      'wrong-secret',
      'secret-missing',
      'secret-required',
      'passphrase-weak',
      'not-available',
      'seal-broken',
      'file-unreadable',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /** Resolves when the system's dialog closes. */
  'recoverySheet.print': command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({}),
    output: z.strictObject({ printed: z.boolean() }),
    errors: ['not-available'],
    interactive: true,
  }),
  /** `place-refused`: next to a vault or backup. */
  'recoverySheet.savePdf': command({
    powers: ['leaves'],
    guard: 'dialog',
    input: destination,
    output: written,
    errors: ['place-refused', 'draft-expired', ...destinationErrors, 'verification-failed'],
    long: true,
  }),
} as const;
