// SPDX-License-Identifier: Apache-2.0
export const trustTables = `
-- The user's own trust anchors (V04).
CREATE TABLE anchors (
  sha256 TEXT PRIMARY KEY,
  der BLOB NOT NULL,
  added_at TEXT NOT NULL,
  -- when the user compared the fingerprint; sealed. NULL: not trusted, came with a backup or a vault
  confirmed_at TEXT
) STRICT;

-- Certificates reported lost or stolen (E08).
CREATE TABLE losses (
  sha256 TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('lost', 'stolen', 'key-exposed')),
  reported_at TEXT NOT NULL,
  -- JSON array of the steps that the user ticked, without computed ones. An object for notified also has its time and
  -- reference number, one for confirmed its time
  done TEXT NOT NULL DEFAULT '[]',
  -- of a CA without a profile
  phone TEXT
) STRICT, WITHOUT ROWID;

-- The newest revocation status of a certificate (V02).
CREATE TABLE revocation_checks (
  sha256 TEXT PRIMARY KEY,
  status TEXT NOT NULL CHECK (status IN ('good', 'revoked', 'unknown')),
  -- NULL: no response
  source TEXT CHECK (source IN ('ocsp', 'crl')),
  checked_at TEXT NOT NULL,
  -- nextUpdate of the response
  good_until TEXT,
  revoked_at TEXT,
  -- RFC 5280 section 5.3.1, or why the status is unknown
  reason TEXT
) STRICT, WITHOUT ROWID;

-- The newest path validation result, shown in the list (L01, V01).
CREATE TABLE path_checks (
  sha256 TEXT PRIMARY KEY,
  valid INTEGER NOT NULL CHECK (valid IN (0, 1)),
  -- 1: no error except, at most, an untrusted root
  sound INTEGER NOT NULL CHECK (sound IN (0, 1)),
  -- JSON array of { code, certificate, role, detail }
  reasons TEXT NOT NULL,
  -- JSON array of SHA-256, leaf first
  path TEXT NOT NULL,
  -- digest of the CAs and anchors used: validated again when they change
  basis TEXT NOT NULL,
  checked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX path_checks_unsound ON path_checks (sound) WHERE sound = 0;

-- OCSP responses and CRLs as received, DER.
CREATE TABLE answers (
  -- an address, for OCSP also the certificate
  key TEXT PRIMARY KEY,
  body BLOB NOT NULL,
  fetched_at TEXT NOT NULL,
  good_until TEXT
) STRICT;
`;
