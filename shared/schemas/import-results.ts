// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../domain/error-codes.ts';
import { diagnosisSchema, fileKindSchema } from './inspection.ts';

/** What became of one file of many. */
export const takenDraftSchema = z.discriminatedUnion('state', [
  /** In the vault, or there before; the draft is gone. */
  z.strictObject({
    draftId: z.uuid(),
    state: z.literal('taken'),
    added: z.number().int(),
    known: z.number().int(),
    keysAdded: z.number().int(),
    /** Keys of the file that stay shut, or that cannot be stored. */
    keysLeftOut: z.number().int(),
  }),
  /** Looked into and not taken in; `opened`: it holds nothing that a vault stores. The draft stays. */
  z.strictObject({
    draftId: z.uuid(),
    state: z.literal('left'),
    kind: fileKindSchema,
    diagnosis: diagnosisSchema,
  }),
  /** The draft stays. `secret-required`: a first key, and the vault has no protector. */
  z.strictObject({ draftId: z.uuid(), state: z.literal('failed'), code: z.enum(errorCodes) }),
]);
export type TakenDraft = z.infer<typeof takenDraftSchema>;
