// SPDX-License-Identifier: Apache-2.0
export const trustTables = `
-- A person's own trust anchors (V04).
CREATE TABLE anchors (
  sha256 TEXT PRIMARY KEY,
  der BLOB NOT NULL,
  added_at TEXT NOT NULL,
  -- when a person compared its fingerprint; under the seal. NULL: came with a backup or a vault, and is not trusted
  confirmed_at TEXT
) STRICT;

-- Certificates that were reported lost or stolen (E08).
CREATE TABLE losses (
  sha256 TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('lost', 'stolen', 'key-exposed')),
  reported_at TEXT NOT NULL,
  -- JSON array of steps that a person ticked; what can be computed is not here
  done TEXT NOT NULL DEFAULT '[]'
) STRICT, WITHOUT ROWID;

-- The newest answer about a certificate (V02).
CREATE TABLE revocation_checks (
  sha256 TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('good', 'revoked', 'unknown')),
  -- NULL: no answer
  source TEXT CHECK (source IN ('ocsp', 'crl')),
  checked_at TEXT NOT NULL,
  -- nextUpdate of the answer
  good_until TEXT,
  revoked_at TEXT,
  -- RFC 5280 section 5.3.1, or why it is unknown
  reason TEXT
) STRICT, WITHOUT ROWID;

-- The newest verdict of path validation, which the list shows (L01, V01).
CREATE TABLE path_checks (
  sha256 TEXT PRIMARY KEY,
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  -- nothing is wrong with its path but, at most, that the root is not trusted
  sound INTEGER NOT NULL CHECK (sound IN (0, 1)),
  -- JSON array of { code, certificate, role, detail }
  reasons TEXT NOT NULL,
  -- JSON array of SHA-256, leaf first
  path TEXT NOT NULL,
  -- digest of the CAs and anchors that it was judged with: with others it is judged again
  basis TEXT NOT NULL,
  checked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX path_checks_unsound ON path_checks (sound) WHERE sound = 0;

-- Answers of CAs as they came: OCSP responses and revocation lists, DER.
CREATE TABLE answers (
  -- an address, and for OCSP what was asked
  key TEXT PRIMARY KEY,
  body BLOB NOT NULL,
  fetched_at TEXT NOT NULL,
  good_until TEXT
) STRICT;
`;
