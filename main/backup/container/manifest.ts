// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../shared/schemas/certificates/certificate.ts';

/** Higher versions are rejected with `backup-newer`. */
export const containerVersion = 1;
export const backupFormat = 'org.certsteward.backup';
/** Used only by unreleased versions. Their backups are rejected with `backup-unreleased`. */
export const unreleasedFormat = 'certsteward-backup';

const count = z.number().int().nonnegative();
const fileHash = z.strictObject({ sha256: sha256Schema, bytes: count });

/** The last file in data.age. The schema is strict, because new fields require a new version. */
export const manifestSchema = z.strictObject({
  format: z.literal(backupFormat),
  version: z.literal(containerVersion),
  createdAt: z.iso.datetime(),
  program: z.string().max(64),
  vaultId: z.uuid(),
  /** Tells which of two backups is older. */
  revision: count,
  scope: z.enum(['all', 'chosen']),
  counts: z.strictObject({
    certificates: count,
    keys: count,
    watched: count,
    history: count,
    profiles: count,
    requests: count,
    anchors: count,
    losses: count,
    webEnrolments: count,
  }),
  /** Files outside data.age. Null if absent. */
  outer: z.strictObject({
    readme: fileHash,
    passphrase: fileHash.nullable(),
    recovery: fileHash.nullable(),
  }),
  /** Covers the plaintext of data.age up to the manifest. */
  contents: fileHash,
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Distinguishes a newer version from a damaged manifest. */
export const anyManifestSchema = z.object({
  format: z.enum([backupFormat, unreleasedFormat]),
  version: z.number().int(),
});
