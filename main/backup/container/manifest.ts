// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../shared/schemas/certificate.ts';

/** What this program writes. A higher one was written by a later program and is refused as `backup-newer`. */
export const containerVersion = 1;
export const backupFormat = 'org.certsteward.backup';
/** Backups of development versions, 1 to 6: recognised (`backup-unreleased`), and never read. */
export const unreleasedFormat = 'certsteward-backup';

const count = z.number().int().nonnegative();
const fileHash = z.strictObject({ sha256: sha256Schema, bytes: count });

/** The last file inside data.age. Unknown members are refused: a later version has a higher number. */
export const manifestSchema = z.strictObject({
  format: z.literal(backupFormat),
  version: z.literal(containerVersion),
  /** ISO 8601 UTC. */
  createdAt: z.iso.datetime(),
  /** Version of CertSteward. */
  program: z.string().max(64),
  vaultId: z.uuid(),
  /** Of the vault at the moment that the backup shows: an older copy is recognised by it. */
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
    visits: count,
  }),
  /** Of the files beside data.age; null where there is none. */
  outer: z.strictObject({
    readme: fileHash,
    passphrase: fileHash.nullable(),
    recovery: fileHash.nullable(),
  }),
  /** Of everything before the manifest in data.age. */
  contents: fileHash,
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Format and version alone, to tell a backup of another program version from a damaged one. */
export const anyManifestSchema = z.object({
  format: z.enum([backupFormat, unreleasedFormat]),
  version: z.number().int(),
});
