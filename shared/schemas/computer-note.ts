// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/**
 * `tokens-file-ignored`: there is an unused `tokens.sqlite` next to the vault. `state-damaged`: the state file was set
 * aside, so consents are requested again.
 */
export const computerNoteSchema = z.strictObject({
  code: z.enum(['tokens-file-ignored', 'state-damaged']),
  path: z.string(),
});
export type ComputerNote = z.infer<typeof computerNoteSchema>;
