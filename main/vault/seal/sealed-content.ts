// SPDX-License-Identifier: Apache-2.0
import { createHash, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { logHead } from '../log/read-log.ts';
import { prepared } from '../store/prepared.ts';
import { profileAnchorRows, type ProfileAnchorRow } from '../store/rows/profile-anchor-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { hmac, type SealKeys } from './seal-keys.ts';

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
const countSchema = z.number().int().min(0);

const protectorsSchema = z.array(
  z.strictObject({
    id: z.string(),
    kind: z.string(),
    createdAt: z.string(),
    wrappingRecipient: z.string().nullable(),
    /** SHA-256 of the column, like the next two. */
    envelope: hashSchema,
    codeEnvelope: hashSchema.nullable(),
    token: hashSchema.optional(),
  }),
);

const profileAnchorSchema = z.strictObject({
  profileId: z.string(),
  acceptedAt: z.string(),
  certificate: hashSchema,
});
type SealedProfileAnchor = z.infer<typeof profileAnchorSchema>;

const profilesSchema = z.array(
  z.strictObject({ id: z.string(), host: z.string(), confirmedAt: z.string(), content: hashSchema }),
);

const anchorsSchema = z.array(z.strictObject({ sha256: hashSchema, content: hashSchema, confirmedAt: z.string() }));

const sealedContentSchema = z.strictObject({
  version: z.literal(1),
  vaultId: z.string(),
  recipient: z.string(),
  protectors: protectorsSchema,
  /** A planted re-keying would redirect every key to an attacker. */
  pendingRekey: z.strictObject({ recipient: z.string(), request: hashSchema, protectors: protectorsSchema }).nullable(),
  profiles: profilesSchema,
  anchors: anchorsSchema,
  profileAnchors: z.array(profileAnchorSchema),
  keys: z.strictObject({ count: countSchema, digest: hashSchema }),
  revision: countSchema,
  /** `first` is above 1 if the user accepted a broken seal. */
  log: z.strictObject({ first: z.number().int().min(1), seq: countSchema, hash: hashSchema }),
});
export type SealedContent = z.infer<typeof sealedContentSchema>;
type SealedProtectors = z.infer<typeof protectorsSchema>;

const sealSchema = z.strictObject({ sealed: sealedContentSchema, mac: hashSchema });
export type Seal = z.infer<typeof sealSchema>;

export function readSeal(database: DatabaseSync): Seal | 'unreadable' | null {
  const text = prepared(database, 'SELECT seal FROM vault WHERE id = 1').get()?.['seal'];
  if (typeof text !== 'string') return null;
  try {
    return sealSchema.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/** Call last inside a transaction. */
export function writeSeal(database: DatabaseSync, keys: SealKeys, sealed: SealedContent): void {
  const seal: Seal = { sealed, mac: macOf(keys, sealed).toString('hex') };
  prepared(database, 'UPDATE vault SET seal = ? WHERE id = 1').run(JSON.stringify(seal));
}

export function macFits(keys: SealKeys, { sealed, mac }: Seal): boolean {
  return timingSafeEqual(macOf(keys, sealed), Buffer.from(mac, 'hex'));
}

function macOf(keys: SealKeys, sealed: SealedContent): Buffer {
  return hmac(keys.seal, canonicalJson(sealed));
}

export function presentContent(
  database: DatabaseSync,
  keys: SealedContent['keys'],
  first: number,
): SealedContent | null {
  const { vaultId, recipient, revision } = readVaultRecord(database);
  const head = logHead(database);
  if (recipient === null) return null;
  return {
    version: 1,
    vaultId,
    recipient,
    protectors: sealedProtectors(database, 'protectors'),
    pendingRekey: pendingRekey(database),
    profiles: sealedProfiles(database),
    anchors: sealedAnchors(database),
    profileAnchors: profileAnchorRows(database).map(sealedProfileAnchor),
    keys,
    revision,
    log: { first, seq: head?.seq ?? 0, hash: head?.hash ?? '0'.repeat(64) },
  };
}

export function sealedProtectors(database: DatabaseSync, table: 'protectors' | 'pending_protectors'): SealedProtectors {
  return prepared(database, `SELECT * FROM ${table} ORDER BY created_at, id`)
    .all()
    .map((row) => ({
      id: String(row['id']),
      kind: String(row['kind']),
      createdAt: String(row['created_at']),
      wrappingRecipient: typeof row['wrapping_recipient'] === 'string' ? row['wrapping_recipient'] : null,
      envelope: sha256(row['envelope']) ?? '0'.repeat(64),
      codeEnvelope: sha256(row['code_envelope']),
      ...(typeof row['token'] === 'string' && { token: sha256(row['token']) ?? '0'.repeat(64) }),
    }));
}

export function sealedProfiles(database: DatabaseSync): z.infer<typeof profilesSchema> {
  return prepared(database, 'SELECT * FROM ca_profiles WHERE confirmed_at IS NOT NULL ORDER BY id')
    .all()
    .map((row) => ({
      id: String(row['id']),
      host: String(row['host']),
      confirmedAt: String(row['confirmed_at']),
      content: sha256(row['content']) ?? '0'.repeat(64),
    }));
}

export function sealedAnchors(database: DatabaseSync): z.infer<typeof anchorsSchema> {
  return prepared(database, 'SELECT * FROM anchors WHERE confirmed_at IS NOT NULL ORDER BY sha256')
    .all()
    .map((row) => ({
      sha256: String(row['sha256']),
      content: sha256(row['der']) ?? '0'.repeat(64),
      confirmedAt: String(row['confirmed_at']),
    }));
}

/** Hashes the certificate itself, so it cannot be swapped. */
export function sealedProfileAnchor({ profileId, acceptedAt, der }: ProfileAnchorRow): SealedProfileAnchor {
  return { profileId, acceptedAt, certificate: sha256(der) ?? '0'.repeat(64) };
}

export function pendingRekey(database: DatabaseSync): SealedContent['pendingRekey'] {
  const row = prepared(database, 'SELECT recipient, request FROM pending_rekey').get();
  if (!row) return null;
  return {
    recipient: String(row['recipient']),
    request: sha256(row['request']) ?? '0'.repeat(64),
    protectors: sealedProtectors(database, 'pending_protectors'),
  };
}

/** RFC 8785 for strings, integers, null, arrays and objects with ASCII names. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

function sha256(value: unknown): string | null {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return null;
  return createHash('sha256').update(value).digest('hex');
}
