// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../schemas/certificate.ts';
import { tokenIdSchema } from '../schemas/token.ts';

/** Events say that something changed; the renderer then asks again (STYLE 13). */
export const eventSchemas = {
  /** Certificates, metadata, protectors or lock state changed, here or in another process. */
  'vault.changed': z.strictObject({ revision: z.number().int() }),
  /**
   * The vault was locked without the window asking for it: nobody was there (`idle`), the computer slept or its screen
   * was locked (`away`), or the command line asked (`asked`). Secrets leave the screen.
   */
  'vault.autoLocked': z.strictObject({ reason: z.enum(['idle', 'away', 'asked']) }),
  /** A store of a browser or of the system changed on the disk, or was changed by us. */
  'stores.changed': z.strictObject({}),
  /** A token was plugged in or out, unlocked or locked, its content or a module's state changed. `tokenId` null: look at all of them again. */
  'tokens.changed': z.strictObject({ tokenId: tokenIdSchema.nullable() }),
  /** Certificates were judged in the background: what is shown of a verdict may be an older one. */
  'paths.changed': z.strictObject({}),
  /** A search goes on, found something, or ended; at most four times a second. */
  'discovery.changed': z.strictObject({}),
  /** A visit to the page of an authority began or ended, or what is known of its folder changed. */
  'visits.changed': z.strictObject({}),
  /** A file of certificates came for a visit. `fileName`: identity numbers masked. */
  'visits.arrived': z.strictObject({ visitId: z.uuid(), fileId: z.uuid(), fileName: z.string() }),
  /** A notice on the desktop that a file came was clicked. */
  'visits.open': z.strictObject({ visitId: z.uuid() }),
  'settings.changed': z.strictObject({}),
  'operation.progress': z.strictObject({
    operationId: z.uuid(),
    /** 0..1, or null when the total is unknown. */
    fraction: z.number().min(0).max(1).nullable(),
    /** Catalogue key of what is being done now. */
    step: z.string().max(64),
  }),
  /** A file was opened from the desktop (file association, second instance): a draft of each waits for the user. */
  'imports.arrived': z.strictObject({
    files: z.array(z.strictObject({ draftId: z.uuid(), fileName: z.string() })),
  }),
  /** A notice on the desktop was clicked: this certificate; null: several, or an entry that is only watched. */
  'reminders.open': z.strictObject({ room: z.enum(['certificates', 'backup']), sha256: sha256Schema.nullable() }),
  /** What is due is the window's to say from now on, or the desktop's again. */
  'reminders.left': z.strictObject({}),
  /** The certificate of a request came while nobody asked for it (E04). `name`: of the authority. */
  'requests.arrived': z.strictObject({ name: z.string() }),
  /** A menu entry or shortcut asks the renderer to act. */
  'menu.chosen': z.strictObject({ item: z.enum(['import', 'search', 'settings', 'lock']) }),
} as const;
