// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Three numbers (semver.org 2.0.0, without what may follow them). */
const versionSchema = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

/** What a page may be opened at: https, and no login in it. */
const pageSchema = z
  .url({ protocol: /^https$/ })
  .max(2000)
  .refine((url) => URL.parse(url)?.username === '' && URL.parse(url)?.password === '');

export const releaseSchema = z.strictObject({
  version: versionSchema,
  published: z.iso.datetime(),
  /** Where a person reads about it and gets it. */
  page: pageSchema,
});
export type Release = z.infer<typeof releaseSchema>;

/** The list of versions as it is published and signed (docs/formats.md, "The list of versions"). */
export const releaseListSchema = z.strictObject({
  program: z.literal('certsteward'),
  /** Grows by one with every list. */
  number: z.int().positive(),
  issued: z.iso.datetime(),
  /** After it nobody can tell an old list, kept back by somebody, from one that is still true. */
  expires: z.iso.datetime(),
  releases: z.array(releaseSchema).max(500),
});
export type ReleaseList = z.infer<typeof releaseListSchema>;

/** What came of looking. */
export const versionCheckSchema = z.strictObject({
  current: z.string(),
  /** The newest one, where it is newer than this. */
  newer: releaseSchema.nullable(),
  /** Of the list. */
  issued: z.iso.datetime(),
});
export type VersionCheck = z.infer<typeof versionCheckSchema>;
