// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { asn1TreeSchema } from '../../../schemas/certificates/asn1.ts';
import { certificateDetailSchema, sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { listRowSchema } from '../../../schemas/certificates/list-row.ts';
import {
  certificateGroupSchema,
  certificateQuerySchema,
  queryBytes,
} from '../../../schemas/certificates/certificate-query.ts';
import { listFilters } from '../../../domain/certificates/certificate-states.ts';
import { command, query } from '../../define.ts';
import { annotationLimits } from '../../../schemas/certificates/annotation-limits.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const tagSchema = z.string().min(1).max(annotationLimits.tag);
const maxTagged = 100_000;
export const maxPage = 500;

export const certificateCalls = {
  /** `facets` are needed once per query and revision, not while scrolling. */
  page: query({
    powers: 'none',
    input: z.strictObject({
      query: certificateQuerySchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(0).max(maxPage),
      facets: z.boolean(),
    }),
    output: z.strictObject({
      rows: z.array(listRowSchema),
      /** Can exceed `matching`: certificates repeat per tag or place, and expanded identities take two rows. */
      rowCount: z.number().int(),
      revision: z.number().int(),
      /** Identifies the row order, which can change with time while the revision doesn't. */
      order: z.number().int(),
      facets: z
        .strictObject({
          matching: z.number().int(),
          /** Expired certificates, listed last or only counted. Null if there are none or they're mixed in. */
          expired: z.strictObject({ count: z.number().int(), isShown: z.boolean() }).nullable(),
          hidden: z.number().int(),
          /** Certificates shown only in collapsed groups. */
          folded: z.number().int(),
          /** All certificates except keyless CAs, regardless of the search. */
          filters: z.record(z.enum(listFilters), z.number().int()),
          /** Like `filters`, for the search results. Null without a search. */
          found: z.record(z.enum(listFilters), z.number().int()).nullable(),
          authorities: z.number().int(),
          tags: z.array(z.string()),
          groups: z.array(certificateGroupSchema),
          /** ISO 8601 UTC of the next time-based status change, or null. */
          changesAt: z.string().nullable(),
        })
        .nullable(),
    }),
    errors: vaultReadErrors,
    maxBytes: queryBytes,
  }),
  /** Returns each row's certificates: two for an identity, none outside the vault. */
  ids: query({
    powers: 'none',
    input: z.strictObject({ query: certificateQuerySchema }),
    output: z.strictObject({ ids: z.array(z.array(sha256Schema).max(2)), revision: z.number().int() }),
    errors: vaultReadErrors,
    maxBytes: queryBytes,
  }),
  /**
   * Returns the index of the next row whose name starts with `typed`, or null. Searches from row `from` and wraps
   * around. Pinyin initials also match.
   */
  jump: query({
    powers: 'none',
    input: z.strictObject({
      query: certificateQuerySchema,
      typed: z.string().min(1).max(60),
      from: z.number().int().min(0),
    }),
    output: z.strictObject({ index: z.number().int().nullable() }),
    errors: vaultReadErrors,
    maxBytes: queryBytes,
  }),
  detail: query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: certificateDetailSchema,
    errors: ['not-found', 'vault-missing', ...vaultReadErrors],
  }),
  asn1: query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: asn1TreeSchema,
    errors: ['not-found', 'damaged', 'limit-exceeded', 'vault-missing', ...vaultReadErrors],
  }),
  annotate: command({
    powers: 'none',
    input: z.strictObject({
      sha256: sha256Schema,
      label: z.string().max(annotationLimits.label).nullable().optional(),
      place: z.string().max(annotationLimits.place).nullable().optional(),
      note: z.string().max(annotationLimits.note).nullable().optional(),
      tags: z.array(z.string().min(1).max(annotationLimits.tag)).max(annotationLimits.tags).optional(),
      bankValidOn: z.iso.date().nullable().optional(),
    }),
    output: certificateDetailSchema,
    errors: ['not-found', 'vault-missing', 'vault-locked', 'secret-required', 'seal-broken', ...vaultWriteErrors],
  }),
  /** Changes all certificates or none. */
  tag: command({
    powers: 'none',
    input: z.strictObject({
      certificates: z.array(sha256Schema).min(1).max(maxTagged),
      add: z.array(tagSchema).max(annotationLimits.tags),
      remove: z.array(tagSchema).max(annotationLimits.tags),
    }),
    output: z.strictObject({ changed: z.array(sha256Schema) }),
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
    // Each hash takes fewer than 68 octets.
    maxBytes: maxTagged * 68 + 16_384,
  }),
} as const;
