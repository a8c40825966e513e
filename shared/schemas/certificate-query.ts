// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { languages } from '../i18n/language.ts';
import { annotationLimits } from './annotation-limits.ts';
import { monthSchema } from './timeline.ts';
import { certificateStatusSchema, certificateStatuses, chainStateSchema } from './certificate.ts';

export const sortKeys = ['expiry', 'name', 'issuer', 'status', 'added'] as const;
export type SortKey = (typeof sortKeys)[number];

/** `month`: of expiry, in the time zone of this computer. A certificate with several tags stands under each. */
export const groupings = ['none', 'issuer', 'status', 'month', 'tag'] as const;
export type Grouping = (typeof groupings)[number];

/** Which certificates the list shows, and in which order (L05, L07). Main keeps the order, the window asks for pages. */
export const certificateQuerySchema = z.strictObject({
  search: z.string().max(200),
  /** Empty: all. */
  statuses: z.array(certificateStatusSchema).max(certificateStatuses.length),
  /** Null: with and without a private key. */
  hasKey: z.boolean().nullable(),
  /** Null: any. */
  chainState: chainStateSchema.nullable(),
  tag: z.string().min(1).max(annotationLimits.tag).nullable(),
  /** `2026-12`: what expires in that month, as the timeline counts it (L04). Null: any time. */
  month: monthSchema.nullable(),
  /** Leaves out expired and superseded ones, unless `statuses` asks for them by name. */
  hideInactive: z.boolean(),
  includeAuthorities: z.boolean(),
  sort: z.strictObject({ by: z.enum(sortKeys), descending: z.boolean() }),
  group: z.enum(groupings),
  /** Whose alphabet orders names: pinyin, or English. */
  language: z.enum(languages),
});
export type CertificateQuery = z.infer<typeof certificateQuerySchema>;

export const certificateGroupSchema = z.strictObject({
  /** Issuer's name, status, `YYYY-MM`, or tag; empty: without a tag. */
  key: z.string(),
  /** Position of its first row. */
  start: z.number().int(),
  count: z.number().int(),
});
export type CertificateGroup = z.infer<typeof certificateGroupSchema>;
