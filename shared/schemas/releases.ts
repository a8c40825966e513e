// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

const versionSchema = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

const pageSchema = z
  .url({ protocol: /^https$/ })
  .max(2000)
  .refine((url) => URL.parse(url)?.username === '' && URL.parse(url)?.password === '');

export const releaseSchema = z.strictObject({
  version: versionSchema,
  published: z.iso.datetime(),
  page: pageSchema,
});
export type Release = z.infer<typeof releaseSchema>;

/** Format: docs/formats.md, "The list of versions". */
export const releaseListSchema = z.strictObject({
  program: z.literal('certsteward'),
  number: z.int().positive(),
  issued: z.iso.datetime(),
  /** Limits how long an attacker can withhold updates unnoticed. */
  expires: z.iso.datetime(),
  releases: z.array(releaseSchema).max(500),
});
export type ReleaseList = z.infer<typeof releaseListSchema>;

export const versionCheckSchema = z.strictObject({
  current: z.string(),
  newer: releaseSchema.nullable(),
  issued: z.iso.datetime(),
});
export type VersionCheck = z.infer<typeof versionCheckSchema>;
