// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  certificateDetailSchema,
  certificateStatusSchema,
  certificateSummarySchema,
  sha256Schema,
} from '../../schemas/certificate.ts';
import { certificateGroupSchema, certificateQuerySchema } from '../../schemas/certificate-query.ts';
import { command, query } from '../define.ts';
import { annotationLimits } from '../../schemas/annotation-limits.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../domain/vault-errors.ts';

const tagSchema = z.string().min(1).max(annotationLimits.tag);
const maxTagged = 100_000;
/** Rows of one answer; each is checked on both sides. */
export const maxPage = 500;

export const certificateCalls = {
  /**
   * A stretch of the list. `facets` asks for what stands around the rows as well: the window asks for it once per
   * query and revision, not while it scrolls.
   */
  'certificates.page': query({
    powers: 'none',
    input: z.strictObject({
      query: certificateQuerySchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(0).max(maxPage),
      facets: z.boolean(),
    }),
    output: z.strictObject({
      rows: z.array(certificateSummarySchema),
      /** Rows of the whole list: more than `matching` where one stands under several tags. */
      rowCount: z.number().int(),
      revision: z.number().int(),
      /** Of another one the rows may stand elsewhere: time alone moves them, without another revision. */
      order: z.number().int(),
      facets: z
        .strictObject({
          matching: z.number().int(),
          /** What `hideInactive` keeps out of this list. */
          hidden: z.number().int(),
          /** Over everything that is not an authority, whatever the search. */
          counts: z.record(certificateStatusSchema, z.number().int()),
          authorities: z.number().int(),
          total: z.number().int(),
          /** Every tag in use, in the order of its alphabet. */
          tags: z.array(z.string()),
          groups: z.array(certificateGroupSchema),
          /** ISO 8601 UTC: when time alone changes the first status; null: never. */
          changesAt: z.string().nullable(),
        })
        .nullable(),
    }),
    errors: vaultReadErrors,
  }),
  /** Every row of the list as a fingerprint, in its order: for selecting all, or from here to there. */
  'certificates.ids': query({
    powers: 'none',
    input: z.strictObject({ query: certificateQuerySchema }),
    output: z.strictObject({ ids: z.array(sha256Schema), revision: z.number().int() }),
    errors: vaultReadErrors,
  }),
  'certificates.detail': query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: certificateDetailSchema,
    errors: ['not-found'],
  }),
  'certificates.annotate': command({
    powers: 'none',
    input: z.strictObject({
      sha256: sha256Schema,
      label: z.string().max(annotationLimits.label).nullable().optional(),
      place: z.string().max(annotationLimits.place).nullable().optional(),
      note: z.string().max(annotationLimits.note).nullable().optional(),
      tags: z.array(z.string().min(1).max(annotationLimits.tag)).max(annotationLimits.tags).optional(),
    }),
    output: certificateDetailSchema,
    errors: ['not-found', 'vault-missing', 'vault-locked', 'secret-required', 'seal-broken', ...vaultWriteErrors],
  }),
  /** Adds and takes away tags on many certificates at once: all of them, or none (L06). */
  'certificates.tag': command({
    powers: 'none',
    input: z.strictObject({
      certificates: z.array(sha256Schema).min(1).max(maxTagged),
      add: z.array(tagSchema).max(annotationLimits.tags),
      remove: z.array(tagSchema).max(annotationLimits.tags),
    }),
    /** Those that were not so before: what an undo is for. */
    output: z.strictObject({ changed: z.array(sha256Schema) }),
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
    // 64 digits, quotes and a comma each.
    maxBytes: maxTagged * 68 + 16_384,
  }),
} as const;
