// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../domain/destination-errors.ts';
import { sha256Schema } from '../../schemas/certificate.ts';
import { contactSheetSchema } from '../../schemas/contact-sheet.ts';
import { lossKindSchema, lossSchema, lossStepSchema } from '../../schemas/loss.ts';
import { command, query } from '../define.ts';
import { serverErrors, serverLoginSchema } from './servers.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../domain/vault-errors.ts';

const certificate = z.strictObject({ sha256: sha256Schema });
const readErrors = ['not-found', 'vault-missing', ...vaultReadErrors] as const;
const writeErrors = ['not-found', 'vault-missing', ...vaultWriteErrors] as const;
/** Null: the profile that the certificate was applied for with, if any. */
const sheetOf = certificate.extend({ profileId: z.uuid().nullable() });

/**
 * Lost or stolen (E08). Where copies lie is told by `discovery.results`, `stores.places` and `backups.ofCertificate`.
 * Nothing of this contacts anybody, but `losses.revoke`.
 */
export const lossCalls = {
  'losses.view': query({
    powers: 'none',
    input: sheetOf,
    output: z.strictObject({
      /** Null: not reported. */
      loss: lossSchema.nullable(),
      sheet: contactSheetSchema,
      /** A request, or an application on a page, that is to bring another one in its place waits. */
      isAskedFor: z.boolean(),
      /** What took its place. */
      successor: sha256Schema.nullable(),
    }),
    errors: readErrors,
  }),
  /** Reported already: only what happened is changed. */
  'losses.report': command({
    powers: 'none',
    input: certificate.extend({ kind: lossKindSchema }),
    output: lossSchema,
    errors: writeErrors,
  }),
  /** A step that a person ticked, or unticked. */
  'losses.mark': command({
    powers: 'none',
    input: certificate.extend({ step: lossStepSchema, done: z.boolean() }),
    output: lossSchema,
    errors: writeErrors,
  }),
  /**
   * Has the authority of a CMP profile end it, for good. `login`: null where the vault has its key, which then signs. The host was
   * shown and confirmed before. `loss`: as it stands now; null: not reported. `not-revoked`: no protocol for it.
   */
  'losses.revoke': command({
    powers: ['destroys', 'contacts'],
    guard: 'question',
    input: sheetOf.extend({ login: serverLoginSchema.nullable() }),
    output: z.strictObject({ loss: lossSchema.nullable() }),
    errors: [
      'not-revoked',
      'not-confirmed',
      'protocol-unsupported',
      'code-missing',
      'code-refused',
      'request-declined',
      'key-missing',
      'unsupported-algorithm',
      'key-unsupported',
      'vault-locked',
      'seal-broken',
      ...serverErrors,
      ...writeErrors,
    ],
    long: true,
  }),
  /** It was found again. */
  'losses.withdraw': command({ powers: 'none', input: certificate, output: z.strictObject({}), errors: writeErrors }),
  /** The contact sheet as a text file; the place comes from `files.chooseDestination`. */
  'losses.writeSheet': command({
    powers: ['leaves'],
    guard: 'dialog',
    input: sheetOf.extend({ destinationId: z.uuid() }),
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: ['draft-expired', ...destinationErrors, 'verification-failed', ...writeErrors],
    long: true,
  }),
} as const;
