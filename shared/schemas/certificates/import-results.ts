// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../../domain/errors/error-codes.ts';
import { diagnosisSchema, fileKindSchema } from './inspection.ts';

export const takenDraftSchema = z.discriminatedUnion('state', [
  z.strictObject({
    draftId: z.uuid(),
    state: z.literal('taken'),
    added: z.number().int(),
    known: z.number().int(),
    keysAdded: z.number().int(),
    keysLeftOut: z.number().int(),
  }),
  /** The draft remains. Diagnosis `opened`: nothing to store, or a vault file that needs no secret. */
  z.strictObject({
    draftId: z.uuid(),
    state: z.literal('left'),
    kind: fileKindSchema,
    diagnosis: diagnosisSchema,
  }),
  /** The draft remains, unless `draft-expired`. `secret-required`: the first key needs a protector. */
  z.strictObject({ draftId: z.uuid(), state: z.literal('failed'), code: z.enum(errorCodes) }),
]);
export type TakenDraft = z.infer<typeof takenDraftSchema>;
