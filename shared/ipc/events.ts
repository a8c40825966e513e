// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../schemas/certificates/certificate.ts';
import { tokenIdSchema } from '../schemas/token.ts';

/** Most events only signal a change, and the renderer queries again. */
export const eventSchemas = {
  /** Sent when the vault's contents, protectors or lock state change. */
  'vault.changed': z.strictObject({ revision: z.number().int() }),
  /** The page must clear displayed secrets. `away`: sleep, screen lock or user switch. `asked`: by command line. */
  'vault.autoLocked': z.strictObject({ reason: z.enum(['idle', 'away', 'asked']) }),
  'stores.changed': z.strictObject({}),
  /** A null `tokenId` means all tokens. */
  'tokens.changed': z.strictObject({ tokenId: tokenIdSchema.nullable() }),
  /** Displayed path verdicts may be out of date. */
  'paths.changed': z.strictObject({}),
  'discovery.changed': z.strictObject({}),
  'webEnrolments.changed': z.strictObject({}),
  /** Identity numbers in `fileName` are masked. */
  'webEnrolments.arrived': z.strictObject({ webEnrolmentId: z.uuid(), fileId: z.uuid(), fileName: z.string() }),
  'webEnrolments.open': z.strictObject({ webEnrolmentId: z.uuid() }),
  'settings.changed': z.strictObject({}),
  'operation.progress': z.strictObject({
    operationId: z.uuid(),
    /** Null if the total is unknown. */
    fraction: z.number().min(0).max(1).nullable(),
    step: z.string().max(64),
  }),
  /** Files opened from the desktop (file association, second instance). */
  'imports.arrived': z.strictObject({
    files: z.array(z.strictObject({ draftId: z.uuid(), fileName: z.string() })),
  }),
  /** The user clicked a desktop notice. `sha256` is set for a single certificate. */
  'reminders.open': z.strictObject({ room: z.enum(['certificates', 'backup']), sha256: sha256Schema.nullable() }),
  /** The reminders to show in the window have changed. */
  'reminders.left': z.strictObject({}),
  /** A certificate arrived in the background. `name` is the CA's. */
  'requests.arrived': z.strictObject({ name: z.string() }),
  'menu.chosen': z.strictObject({
    item: z.enum(['import', 'search', 'settings', 'lock', 'textLarger', 'textSmaller', 'textStandard']),
  }),
} as const;
