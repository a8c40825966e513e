/** A CHECK cannot be altered: the table is built anew. Nothing refers to either of them. */
function withTokens(table: 'protectors' | 'pending_protectors'): string {
  const columns = 'id, kind, created_at, envelope, wrapping_recipient, code_envelope, escrow, confirmed_at';
  return `
ALTER TABLE ${table} RENAME TO former_${table};
CREATE TABLE ${table} (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('os-store', 'passphrase', 'recovery-code', 'token')),
  created_at TEXT NOT NULL,
  -- age file: the vault identity, under a passphrase or to 'wrapping_recipient'
  envelope BLOB NOT NULL,
  -- all but the passphrase: the age recipient whose identity opens 'envelope'; re-keying needs nothing else.
  -- Of a token 'ssh-rsa AAAA…', else 'age1…'
  wrapping_recipient TEXT,
  -- recovery: the recovery identity under the code (what a backup copies as recovery.age)
  code_envelope BLOB,
  -- recovery, first version only, NULL since: the recovery identity to the vault's recipient (decision 0005)
  escrow BLOB,
  -- recovery: when a person proved to have the code
  confirmed_at TEXT,
  -- token: JSON, which one it is; under the seal
  token TEXT,
  CHECK ((kind = 'token') = (token IS NOT NULL))
) STRICT;
INSERT INTO ${table} (${columns}) SELECT ${columns} FROM former_${table};
DROP TABLE former_${table};
`;
}

/**
 * Seventh schema: what is trusted, what was checked, the rest of a certificate's life (E01, E04, E07, E08, V02, V04), and
 * the token as a way into the vault (T12).
 */
export const schemaV7 = `
${withTokens('protectors')}
CREATE UNIQUE INDEX one_recovery ON protectors (kind) WHERE kind = 'recovery-code';
CREATE UNIQUE INDEX one_passphrase ON protectors (kind) WHERE kind = 'passphrase';
CREATE UNIQUE INDEX one_token ON protectors (kind) WHERE kind = 'token';
${withTokens('pending_protectors')}
-- A person's own trust anchors (V04).
CREATE TABLE anchors (
  sha256 TEXT PRIMARY KEY,
  der BLOB NOT NULL,
  added_at TEXT NOT NULL,
  -- when a person compared its fingerprint; under the seal. NULL: came with a backup or a vault, and is not trusted
  confirmed_at TEXT
) STRICT;

-- Anchors that a person accepted for the host of one profile, which names none (RFC 7030 §4.1.1). They count there alone;
-- under the seal.
CREATE TABLE profile_anchors (
  profile_id TEXT NOT NULL REFERENCES ca_profiles (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  der BLOB NOT NULL,
  accepted_at TEXT NOT NULL,
  PRIMARY KEY (profile_id, sha256)
) STRICT, WITHOUT ROWID;

-- Why it was asked for, and the SHA-256 of the certificate that the new one is to take the place of.
ALTER TABLE requests ADD COLUMN purpose TEXT NOT NULL DEFAULT 'apply' CHECK (purpose IN ('apply', 'renew', 'replace'));
ALTER TABLE requests ADD COLUMN renews TEXT;
-- The moment before which the authority does not want to be asked again (Retry-After); NULL: at any time.
ALTER TABLE requests ADD COLUMN ask_again_at TEXT;
-- CMP: JSON, where a transaction stands that goes on later (RFC 9810 §5.1.1): neither of its numbers is a secret
ALTER TABLE requests ADD COLUMN cmp_transaction TEXT;

-- An application on an authority's own page: the key is made there, and what comes is a file in a folder.
CREATE TABLE web_visits (
  id TEXT PRIMARY KEY,
  profile_name TEXT NOT NULL,
  profile_host TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('apply', 'renew', 'replace')),
  renews TEXT,
  -- where the file is waited for; NULL: nowhere
  folder TEXT,
  started_at TEXT NOT NULL,
  -- SHA-256 of what came; NULL with an 'ended_at': given up
  certificate TEXT,
  ended_at TEXT,
  CHECK (certificate IS NULL OR ended_at IS NOT NULL)
) STRICT;

-- Certificates that were reported lost or stolen (E08).
CREATE TABLE losses (
  sha256 TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('lost', 'stolen', 'key-exposed')),
  reported_at TEXT NOT NULL,
  -- JSON array of steps that a person ticked; what can be looked up is not here
  done TEXT NOT NULL DEFAULT '[]'
) STRICT, WITHOUT ROWID;

-- The newest answer about a certificate (V02).
CREATE TABLE revocation_checks (
  sha256 TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('good', 'revoked', 'unknown')),
  -- NULL: nobody answered
  source TEXT CHECK (source IN ('ocsp', 'crl')),
  checked_at TEXT NOT NULL,
  -- nextUpdate of the answer
  good_until TEXT,
  revoked_at TEXT,
  -- RFC 5280 §5.3.1, or why it is unknown
  reason TEXT
) STRICT, WITHOUT ROWID;

-- The newest verdict of path validation, which the list shows (L01, V01).
CREATE TABLE path_checks (
  sha256 TEXT PRIMARY KEY,
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  -- nothing is wrong with its path but, at most, that nobody trusts the root
  sound INTEGER NOT NULL CHECK (sound IN (0, 1)),
  -- JSON array of { code, certificate, role, detail }
  reasons TEXT NOT NULL,
  -- JSON array of SHA-256, leaf first
  path TEXT NOT NULL,
  -- digest of the authorities and anchors that it was judged with: with others it is judged anew
  basis TEXT NOT NULL,
  checked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX path_checks_unsound ON path_checks (sound) WHERE sound = 0;

-- Answers of authorities as they came: OCSP responses and revocation lists, DER.
CREATE TABLE answers (
  -- an address, and for OCSP what was asked
  key TEXT PRIMARY KEY,
  body BLOB NOT NULL,
  fetched_at TEXT NOT NULL,
  good_until TEXT
) STRICT;
`;
