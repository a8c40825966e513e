// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/**
 * `tokens-file-ignored`: an unused `tokens.sqlite` next to the vault. `state-damaged`: set aside; consents are
 * requested again.
 */
export const computerNoteSchema = z.strictObject({
  code: z.enum(['tokens-file-ignored', 'state-damaged']),
  path: z.string(),
});
export type ComputerNote = z.infer<typeof computerNoteSchema>;
