// SPDX-License-Identifier: Apache-2.0
export const certificateTables = `
CREATE TABLE vault (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  vault_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  revision INTEGER NOT NULL,
  recipient TEXT,
  -- JSON: seals the content listed in seal/sealed-content.ts. NULL: never sealed
  seal TEXT
) STRICT;

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
  -- RFC 5280 section 4.2.1.3, bit 0 = digitalSignature. NULL: no such extension
  key_usage INTEGER,
  subject_hash TEXT NOT NULL,
  issuer_hash TEXT NOT NULL,
  spki_sha256 TEXT NOT NULL,
  subject_key_id TEXT,
  authority_key_id TEXT,
  search_text TEXT NOT NULL,
  friendly_name TEXT,
  added_at TEXT NOT NULL,
  -- time of deletion (K10): left out of lists, searches and chains
  deleted_at TEXT,
  -- NFKC, lower case: all searchable text (records/search-text.ts)
  folded TEXT NOT NULL
) STRICT;
CREATE INDEX certificates_by_key ON certificates (spki_sha256);
CREATE INDEX certificates_by_expiry ON certificates (not_after);
CREATE INDEX certificates_by_deletion ON certificates (deleted_at) WHERE deleted_at IS NOT NULL;

-- Doesn't reference certificates: a key may have several, or none yet.
CREATE TABLE keys (
  spki_sha256 TEXT PRIMARY KEY,
  envelope BLOB NOT NULL,
  algorithm TEXT NOT NULL,
  added_at TEXT NOT NULL,
  -- 'authority': the CA generated the key and so knows it (RFC 7030 section 4.4)
  made_by TEXT CHECK (made_by = 'authority')
) STRICT;

CREATE TABLE annotations (
  sha256 TEXT PRIMARY KEY REFERENCES certificates (sha256) ON DELETE CASCADE,
  label TEXT,
  place TEXT,
  -- age file encrypted to the vault's recipient
  note BLOB,
  -- JSON array of strings
  tags TEXT NOT NULL DEFAULT '[]',
  -- YYYY-MM-DD: the user saw it as valid on the bank's page. Doesn't make backups out of date
  bank_valid_on TEXT,
  -- SHA-256 of its replacement, chosen by the user at import. Empty: both are in use
  replaced_by TEXT,
  -- vault revision at the last change of label, place, note or tags: earlier backups are out of date
  changed_revision INTEGER NOT NULL DEFAULT 0
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
