import { z } from 'zod';
import {
  certificateDetailSchema,
  certificateStatusSchema,
  certificateSummarySchema,
  sha256Schema,
} from '../../schemas/certificate.ts';
import { command, query } from '../define.ts';
import { annotationLimits } from '../../schemas/annotation-limits.ts';

export const certificateCalls = {
  /** Sorted by expiry, soonest first; authority certificates are counted and listed only when asked for. */
  'certificates.list': query({
    input: z.strictObject({
      search: z.string().max(200),
      status: certificateStatusSchema.nullable(),
      includeAuthorities: z.boolean(),
    }),
    output: z.strictObject({
      certificates: z.array(certificateSummarySchema),
      /** Over everything that is not an authority, whatever the search. */
      counts: z.record(certificateStatusSchema, z.number().int()),
      authorities: z.number().int(),
      total: z.number().int(),
      revision: z.number().int(),
    }),
    errors: ['vault-damaged', 'vault-newer'],
  }),
  'certificates.detail': query({
    input: z.strictObject({ sha256: sha256Schema }),
    output: certificateDetailSchema,
    errors: ['not-found'],
  }),
  'certificates.annotate': command({
    input: z.strictObject({
      sha256: sha256Schema,
      label: z.string().max(annotationLimits.label).nullable().optional(),
      place: z.string().max(annotationLimits.place).nullable().optional(),
      note: z.string().max(annotationLimits.note).nullable().optional(),
      tags: z.array(z.string().min(1).max(annotationLimits.tag)).max(annotationLimits.tags).optional(),
    }),
    output: certificateDetailSchema,
    errors: ['not-found', 'vault-locked', 'disk-full', 'vault-busy', 'secret-required', 'seal-broken'],
  }),
} as const;
