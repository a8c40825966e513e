/**
 * First schema. Certificates are public and stay readable with any SQLite tool; private keys, notes and
 * protectors are age files. `vault` has exactly one row.
 */
export const schemaV1 = `
CREATE TABLE vault (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  vault_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  recipient TEXT
) STRICT;

CREATE TABLE protectors (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('os-store', 'passphrase', 'recovery-code')),
  created_at TEXT NOT NULL,
  -- age file: the vault identity, under a passphrase or to 'wrapping_recipient'
  envelope BLOB NOT NULL,
  -- OS store, recovery: the age recipient whose identity opens 'envelope'; re-keying needs nothing else
  wrapping_recipient TEXT,
  -- recovery: the recovery identity under the code (what a backup copies as recovery.age)
  code_envelope BLOB,
  -- recovery, first version only, NULL since: the recovery identity to the vault's recipient (decision 0005)
  escrow BLOB,
  -- recovery: when a person proved to have the code
  confirmed_at TEXT
) STRICT;
CREATE UNIQUE INDEX one_recovery ON protectors (kind) WHERE kind = 'recovery-code';
CREATE UNIQUE INDEX one_passphrase ON protectors (kind) WHERE kind = 'passphrase';

CREATE TABLE certificates (
  sha256 TEXT PRIMARY KEY,
  der BLOB NOT NULL,
  subject TEXT NOT NULL,
  issuer TEXT NOT NULL,
  display_name TEXT NOT NULL,
  issuer_name TEXT NOT NULL,
  masked_subject TEXT NOT NULL,
  serial TEXT NOT NULL,
  not_before TEXT NOT NULL,
  not_after TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  is_ca INTEGER NOT NULL,
  self_issued INTEGER NOT NULL,
  subject_hash TEXT NOT NULL,
  issuer_hash TEXT NOT NULL,
  spki_sha256 TEXT NOT NULL,
  subject_key_id TEXT,
  authority_key_id TEXT,
  search_text TEXT NOT NULL,
  friendly_name TEXT,
  added_at TEXT NOT NULL,
  -- NFKC, lower case: search_text with everything a person wrote about it; kept by the store
  folded TEXT NOT NULL
) STRICT;
CREATE INDEX certificates_by_key ON certificates (spki_sha256);
CREATE INDEX certificates_by_expiry ON certificates (not_after);

-- No reference to certificates: one key may belong to several, or come in before its certificate.
CREATE TABLE keys (
  spki_sha256 TEXT PRIMARY KEY,
  envelope BLOB NOT NULL,
  algorithm TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE annotations (
  sha256 TEXT PRIMARY KEY REFERENCES certificates (sha256) ON DELETE CASCADE,
  label TEXT,
  place TEXT,
  -- age file to the vault's recipient
  note BLOB,
  -- JSON array of text
  tags TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX annotations_by_label ON annotations (label);

CREATE TABLE origins (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES certificates (sha256) ON DELETE CASCADE,
  via TEXT NOT NULL,
  file_name TEXT,
  path TEXT,
  downloaded_from TEXT,
  imported_at TEXT NOT NULL
) STRICT;
CREATE INDEX origins_by_certificate ON origins (sha256, id);
`;
