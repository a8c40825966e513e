// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { caProfileSchema, profileProtocols } from './ca-profile.ts';
import { sha256Schema } from '../certificates/certificate.ts';
import { lossKindSchema, lossSchema } from '../certificates/loss.ts';

/** Identity numbers are masked. */
export const contactSheetSchema = z.strictObject({
  kind: lossKindSchema.nullable(),
  ...lossSchema.pick({ notifiedAt: true, reference: true, phone: true }).shape,
  certificate: z.strictObject({
    sha256: sha256Schema,
    displayName: z.string(),
    subject: z.string(),
    issuer: z.string(),
    serial: z.string(),
    notBefore: z.string(),
    notAfter: z.string(),
  }),
  authority: z
    .strictObject({
      profileId: z.uuid(),
      name: z.string(),
      protocol: z.enum(profileProtocols),
      host: z.strictObject({ ascii: z.string(), unicode: z.string() }),
      confirmed: z.boolean(),
      contact: caProfileSchema.shape.contact,
      asks: caProfileSchema.shape.asks,
      steps: caProfileSchema.shape.asks,
    })
    .nullable(),
});
export type ContactSheet = z.infer<typeof contactSheetSchema>;
