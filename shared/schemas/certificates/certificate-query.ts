// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateStatuses, groupings, sortKeys } from '../../domain/certificates/certificate-states.ts';
import { languages } from '../../i18n/language.ts';
import { annotationLimits } from './annotation-limits.ts';
import { monthSchema } from './timeline.ts';
import { certificateStatusSchema, chainStateSchema } from './certificate.ts';

export type SortKey = (typeof sortKeys)[number];

export type Grouping = (typeof groupings)[number];

/** Main keeps the order, the window requests pages (L05, L07). */
export const certificateQuerySchema = z.strictObject({
  search: z.string().max(200),
  /** Empty: all. */
  statuses: z.array(certificateStatusSchema).max(certificateStatuses.length),
  /** Null: any. */
  hasKey: z.boolean().nullable(),
  /** Null: any. */
  chainState: chainStateSchema.nullable(),
  tag: z.string().min(1).max(annotationLimits.tag).nullable(),
  /** `2026-12`, of expiry (L04). Null: any. */
  month: monthSchema.nullable(),
  /** Unless in `statuses`. */
  hideInactive: z.boolean(),
  includeAuthorities: z.boolean(),
  sort: z.strictObject({ by: z.enum(sortKeys), descending: z.boolean() }),
  group: z.enum(groupings),
  /** Sorts by pinyin or English. */
  language: z.enum(languages),
});
export type CertificateQuery = z.infer<typeof certificateQuerySchema>;

export const certificateGroupSchema = z.strictObject({
  /** Issuer, status, `YYYY-MM` or tag; empty: no tag. */
  key: z.string(),
  /** Row index. */
  start: z.number().int(),
  count: z.number().int(),
});
export type CertificateGroup = z.infer<typeof certificateGroupSchema>;
