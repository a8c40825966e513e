// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/**
 * What a person should know about this computer's own state. `tokens-file-ignored`: a `tokens.sqlite` beside the vault,
 * which nothing reads. `state-damaged`: a damaged file that was set aside; what it allowed is asked for once more.
 */
export const computerNoteSchema = z.strictObject({
  code: z.enum(['tokens-file-ignored', 'state-damaged']),
  /** Absolute. */
  path: z.string(),
});
export type ComputerNote = z.infer<typeof computerNoteSchema>;
