import { z } from 'zod';
import { command } from '../define.ts';

const destination = z.strictObject({ destinationId: z.uuid() });
const written = z.strictObject({ displayPath: z.string(), bytes: z.number().int() });

/** What is written about the vault as a whole: itself (K09), the recovery sheet (B05), the list (L08). */
export const vaultFileCalls = {
  /** As `exports.chooseDestination`; a typed path goes through `exports.typeDestination`. */
  'files.chooseDestination': command({
    input: z.strictObject({ purpose: z.enum(['vault', 'recovery-sheet', 'list-csv', 'list-json']) }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('chosen'), destinationId: z.uuid(), displayPath: z.string() }),
      z.strictObject({ outcome: z.literal('cancelled') }),
      z.strictObject({ outcome: z.literal('unavailable'), suggestedPath: z.string() }),
    ]),
    interactive: true,
  }),
  /** One file that another computer takes in; the OS store's protector stays behind, a person's secret opens it. */
  'vault.export': command({
    input: destination,
    output: written,
    errors: [
      'vault-missing',
      'last-protector',
      'recovery-unsaved',
      'rekey-unfinished',
      'vault-busy',
      'draft-expired',
      'destination-unwritable',
      'disk-full',
      'verification-failed',
    ],
    long: true,
  }),
  /** Prints the sheet that the page has drawn for print; resolves when the system's dialog is closed. */
  'recoverySheet.print': command({
    input: z.strictObject({}),
    output: z.strictObject({ printed: z.boolean() }),
    errors: ['not-available'],
    interactive: true,
  }),
  /** `place-refused` beside a vault or a backup. */
  'recoverySheet.savePdf': command({
    input: destination,
    output: written,
    errors: ['place-refused', 'draft-expired', 'destination-unwritable', 'disk-full', 'verification-failed'],
    long: true,
  }),
} as const;
