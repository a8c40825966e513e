import { z } from 'zod';
import { sha256Schema } from '../../../shared/schemas/certificate.ts';

/** What this program writes. A higher one was written by a later program and is refused as `backup-newer`. */
export const containerVersion = 6;
/**
 * 1: before backups told where a certificate was installed; 2: before they held profiles and requests; 3:
 * before requests said why they were made; 4: before they held anchors, losses and visits; 5: before they told
 * which keys an authority made. Read for ever (docs/formats.md).
 */
const oldestVersion = 1;

const count = z.number().int().nonnegative();
const fileHash = z.strictObject({ sha256: sha256Schema, bytes: count });

/** The last file inside data.age. Unknown members are refused: a later version has a higher number. */
export const manifestSchema = z.strictObject({
  format: z.literal('certsteward-backup'),
  version: z.number().int().min(oldestVersion).max(containerVersion),
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
    /** Since version 3. */
    profiles: count.optional(),
    requests: count.optional(),
    /** Since version 5. */
    anchors: count.optional(),
    losses: count.optional(),
    visits: count.optional(),
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

/** The version alone, to tell a later program's backup from a damaged one. */
export const anyManifestSchema = z.object({ format: z.literal('certsteward-backup'), version: z.number().int() });
