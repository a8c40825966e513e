// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import {
  expiredPlaces,
  expiringChoices,
  groupings,
  listFilters,
  maxFolded,
  maxOnly,
  maxOpened,
  sortKeys,
} from '../../domain/certificates/certificate-states.ts';
import { languages } from '../../i18n/language.ts';
import { annotationLimits } from './annotation-limits.ts';
import { sha256Schema } from './certificate.ts';
import { monthSchema } from './timeline.ts';

export type SortKey = (typeof sortKeys)[number];

export type Grouping = (typeof groupings)[number];

export type ListFilter = (typeof listFilters)[number];

export type ExpiringDays = (typeof expiringChoices)[number];

export const certificateQuerySchema = z.strictObject({
  search: z.string().max(200),
  filter: z.enum(listFilters),
  /** For the filter `expiring` and its count: 60 if absent. */
  expiringDays: z.literal(expiringChoices).optional(),
  /** Only certificates with their key in the vault. */
  withKey: z.literal(true).optional(),
  /** Only these certificates. Their expired ones are `mixed`. */
  only: z.array(sha256Schema).max(maxOnly).optional(),
  tag: z.string().min(1).max(annotationLimits.tag).nullable(),
  /** Month of expiry, or null for any. */
  month: monthSchema.nullable(),
  /** Treated as `mixed` if only expired certificates match. */
  expired: z.enum(expiredPlaces),
  includeAuthorities: z.boolean(),
  sort: z.strictObject({ by: z.enum(sortKeys), descending: z.boolean() }),
  group: z.enum(groupings),
  folded: z.array(z.string()).max(maxFolded).optional(),
  /** Signing certificates of identities expanded into two rows. */
  opened: z.array(sha256Schema).max(maxOpened).optional(),
  /** Names sort by pinyin or by English rules. */
  language: z.enum(languages),
});
export type CertificateQuery = z.infer<typeof certificateQuerySchema>;

/** Octets of a query. Each hash takes fewer than 68, most group keys far fewer than 200. */
export const queryBytes = (maxOnly + maxOpened) * 68 + maxFolded * 200 + 16_384;

export const certificateGroupSchema = z.strictObject({
  /** Bank, issuer, `kind:name` of a place, status, `YYYY-MM` or tag. Empty for certificates without one. */
  key: z.string(),
  /** Index of its first row. A collapsed group has no rows. */
  start: z.number().int(),
  count: z.number().int(),
});
export type CertificateGroup = z.infer<typeof certificateGroupSchema>;
