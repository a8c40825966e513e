// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../schemas/certificates/certificate.ts';
import { tokenIdSchema } from '../schemas/token.ts';

/** The renderer queries again (STYLE 13). */
export const eventSchemas = {
  /** Certificates, metadata, protectors or lock state. */
  'vault.changed': z.strictObject({ revision: z.number().int() }),
  /** `away`: sleep or screen lock; `asked`: by the CLI. Clears secrets from the screen. */
  'vault.autoLocked': z.strictObject({ reason: z.enum(['idle', 'away', 'asked']) }),
  /** On disk, by any program. */
  'stores.changed': z.strictObject({}),
  /** Presence, lock, contents or module state. `tokenId` null: all. */
  'tokens.changed': z.strictObject({ tokenId: tokenIdSchema.nullable() }),
  /** Displayed verdicts may be stale. */
  'paths.changed': z.strictObject({}),
  /** At most four times a second. */
  'discovery.changed': z.strictObject({}),
  'webEnrolments.changed': z.strictObject({}),
  /** `fileName`: identity numbers masked. */
  'webEnrolments.arrived': z.strictObject({ webEnrolmentId: z.uuid(), fileId: z.uuid(), fileName: z.string() }),
  /** A desktop notice was clicked. */
  'webEnrolments.open': z.strictObject({ webEnrolmentId: z.uuid() }),
  'settings.changed': z.strictObject({}),
  'operation.progress': z.strictObject({
    operationId: z.uuid(),
    /** 0..1, or null when the total is unknown. */
    fraction: z.number().min(0).max(1).nullable(),
    /** Catalogue key. */
    step: z.string().max(64),
  }),
  /** Opened from the desktop (file association, second instance). */
  'imports.arrived': z.strictObject({
    files: z.array(z.strictObject({ draftId: z.uuid(), fileName: z.string() })),
  }),
  /** A desktop notice was clicked. `sha256` null: several, or only watched. */
  'reminders.open': z.strictObject({ room: z.enum(['certificates', 'backup']), sha256: sha256Schema.nullable() }),
  /** Show due reminders in the window, or stop. */
  'reminders.left': z.strictObject({}),
  /** In the background (E04). `name`: the CA's. */
  'requests.arrived': z.strictObject({ name: z.string() }),
  'menu.chosen': z.strictObject({ item: z.enum(['import', 'search', 'settings', 'lock']) }),
} as const;
