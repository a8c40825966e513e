import type { DatabaseSync } from 'node:sqlite';
import { readCertificateFields } from '../../x509/read-certificate-fields.ts';

/**
 * Second schema: 最近删除, the activity log, the seal, re-keying that survives a kill, and key usage in a column
 * (a certificate is superseded only by one for the same use).
 */
const tables = `
-- RFC 5280 §4.2.1.3 as a number, bit 0 = digitalSignature; NULL: the extension is absent
ALTER TABLE certificates ADD COLUMN key_usage INTEGER;
-- set: in 最近删除 since then (K10), out of every list, search and chain
ALTER TABLE certificates ADD COLUMN deleted_at TEXT;
CREATE INDEX certificates_by_deletion ON certificates (deleted_at) WHERE deleted_at IS NOT NULL;

-- JSON; what it covers is said in seal/sealed-content.ts. NULL: never sealed
ALTER TABLE vault ADD COLUMN seal TEXT;

-- The keys that the seal covers, each with a MAC over its envelope (seal/key-tags.ts). A key that came in while the
-- vault was locked has none yet; a tag without its key says which one is gone.
CREATE TABLE sealed_keys (
  spki_sha256 TEXT PRIMARY KEY,
  tag BLOB NOT NULL
) STRICT;

-- each entry holds the hash of the one before it: log/append-entry.ts
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- at most one row: a re-keying that is under way, or was cut short
CREATE TABLE pending_rekey (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  started_at TEXT NOT NULL,
  -- the age recipient of the new vault identity, which only 'pending_protectors' wrap
  recipient TEXT NOT NULL,
  -- JSON: what was asked for, so that it can go on
  request TEXT NOT NULL
) STRICT;

CREATE TABLE pending_protectors (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('os-store', 'passphrase', 'recovery-code')),
  created_at TEXT NOT NULL,
  envelope BLOB NOT NULL,
  wrapping_recipient TEXT,
  code_envelope BLOB,
  escrow BLOB,
  confirmed_at TEXT
) STRICT;

-- keys and notes that are encrypted to the new recipient already
CREATE TABLE pending_envelopes (
  kind TEXT NOT NULL CHECK (kind IN ('key', 'note')),
  -- SPKI hash of a key, SHA-256 of a note's certificate
  id TEXT NOT NULL,
  envelope BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
`;

export function migrateToV2(database: DatabaseSync): void {
  database.exec(tables);
  const fill = database.prepare('UPDATE certificates SET key_usage = ? WHERE sha256 = ?');
  for (const { sha256, der } of database.prepare('SELECT sha256, der FROM certificates').all()) {
    const usage = der instanceof Uint8Array ? keyUsageOf(der) : null;
    if (usage !== null && typeof sha256 === 'string') fill.run(usage, sha256);
  }
}

/** A row that is damaged must not keep the rest of the vault from opening: `verify` names it. */
function keyUsageOf(der: Uint8Array): number | null {
  try {
    return readCertificateFields(der).keyUsage;
  } catch {
    return null;
  }
}
