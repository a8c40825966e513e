import { z } from 'zod';

/** Events say that something changed; the renderer then asks again (STYLE 13). */
export const eventSchemas = {
  /** Certificates, metadata, protectors or lock state changed, here or in another process. */
  'vault.changed': z.strictObject({ revision: z.number().int() }),
  'settings.changed': z.strictObject({}),
  'operation.progress': z.strictObject({
    operationId: z.uuid(),
    /** 0..1, or null when the total is unknown. */
    fraction: z.number().min(0).max(1).nullable(),
    /** Catalogue key of what is being done now. */
    step: z.string().max(64),
  }),
  /** A file was opened from the desktop (file association, second instance): a draft waits for the user. */
  'imports.arrived': z.strictObject({ draftIds: z.array(z.uuid()) }),
  /** A menu entry or shortcut asks the renderer to act. */
  'menu.chosen': z.strictObject({ item: z.enum(['import', 'search', 'settings', 'lock']) }),
} as const;
