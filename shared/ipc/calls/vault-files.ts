// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../domain/destination-errors.ts';
import { sha256Schema } from '../../schemas/certificate.ts';
import { command } from '../define.ts';
import { vaultWriteErrors } from '../../domain/vault-errors.ts';

const destination = z.strictObject({ destinationId: z.uuid() });
const written = z.strictObject({ displayPath: z.string(), bytes: z.number().int() });

/** What is written about the vault as a whole: itself (K09), the recovery sheet (B05), the list (L08); and a request (T07). */
export const vaultFileCalls = {
  /** As `exports.chooseDestination`: the id serves this purpose alone. */
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
  /** One file that another computer takes in; the OS store's protector stays behind, a person's secret opens it. */
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
   * Merges the vault file of a draft; the secret is that vault's, null where it holds no keys. The draft is gone
   * afterwards, and stays when it fails. `secret-required`: keys come in and this vault has no protector yet.
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
      /** Certificates on which both vaults had another label, place or note: ours stayed. */
      oursKept: z.number().int(),
      /** Trust anchors that are new here: each is to be compared before it counts. */
      anchorsAdded: z.number().int(),
      /** Certificates, keys and notes of the file that are damaged or swapped and were left out. */
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
  /** Prints the sheet that the page has drawn for print; resolves when the system's dialog is closed. */
  'recoverySheet.print': command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({}),
    output: z.strictObject({ printed: z.boolean() }),
    errors: ['not-available'],
    interactive: true,
  }),
  /** `place-refused` beside a vault or a backup. */
  'recoverySheet.savePdf': command({
    powers: ['leaves'],
    guard: 'dialog',
    input: destination,
    output: written,
    errors: ['place-refused', 'draft-expired', ...destinationErrors, 'verification-failed'],
    long: true,
  }),
} as const;
