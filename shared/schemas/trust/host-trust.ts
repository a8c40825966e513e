// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../certificates/certificate.ts';

/** Not yet trusted. */
export const shownAuthoritySchema = z.strictObject({
  sha256: sha256Schema,
  /** RFC 4514, identity numbers masked. */
  subject: z.string(),
  /** ISO 8601 UTC. */
  notAfter: z.string(),
});
export type ShownAuthority = z.infer<typeof shownAuthoritySchema>;

export const acceptedAuthoritySchema = shownAuthoritySchema.extend({
  /** ISO 8601 UTC. */
  acceptedAt: z.string(),
});
export type AcceptedAuthority = z.infer<typeof acceptedAuthoritySchema>;

export const hostTrustSchema = z.strictObject({
  /** `profile`: its anchor or pins. */
  source: z.enum(['profile', 'accepted']).nullable(),
  /** For this profile only. */
  accepted: z.array(acceptedAuthoritySchema),
});
export type HostTrust = z.infer<typeof hostTrustSchema>;
