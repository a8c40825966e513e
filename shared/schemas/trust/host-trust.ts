// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../certificates/certificate.ts';

export const shownAuthoritySchema = z.strictObject({
  sha256: sha256Schema,
  subject: z.string(),
  notAfter: z.string(),
});
export type ShownAuthority = z.infer<typeof shownAuthoritySchema>;

export const acceptedAuthoritySchema = shownAuthoritySchema.extend({
  acceptedAt: z.string(),
});
export type AcceptedAuthority = z.infer<typeof acceptedAuthoritySchema>;

export const hostTrustSchema = z.strictObject({
  source: z.enum(['profile', 'accepted']).nullable(),
  accepted: z.array(acceptedAuthoritySchema),
});
export type HostTrust = z.infer<typeof hostTrustSchema>;
