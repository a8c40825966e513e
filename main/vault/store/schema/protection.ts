// SPDX-License-Identifier: Apache-2.0
const protectorColumns = `
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('os-store', 'passphrase', 'recovery-code', 'token')),
  created_at TEXT NOT NULL,
  -- age file: the vault identity, under a passphrase or to 'wrapping_recipient'
  envelope BLOB NOT NULL,
  -- all but the passphrase: the age recipient whose identity opens 'envelope'; re-keying needs nothing else.
  -- Of a token 'ssh-rsa AAAA...' or 'age1tag1...', else 'age1...'
  wrapping_recipient TEXT,
  -- recovery: the recovery identity under the code (what a backup copies as recovery.age)
  code_envelope BLOB,
  -- recovery: when a person proved to have the code
  confirmed_at TEXT,
  -- token: JSON, which one it is; under the seal
  token TEXT,
  CHECK ((kind = 'token') = (token IS NOT NULL))
`;

export const protectionTables = `
CREATE TABLE protectors (${protectorColumns}) STRICT;
CREATE UNIQUE INDEX one_recovery ON protectors (kind) WHERE kind = 'recovery-code';
CREATE UNIQUE INDEX one_passphrase ON protectors (kind) WHERE kind = 'passphrase';
CREATE UNIQUE INDEX one_of_each_token ON protectors (wrapping_recipient) WHERE kind = 'token';

-- The keys that the seal covers, each with a MAC over its envelope (seal/key-tags.ts). A key that came in while the
-- vault was locked has none yet; a tag without its key names the one that is gone.
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
  -- JSON: what was asked for, so that it can be resumed
  request TEXT NOT NULL
) STRICT;

CREATE TABLE pending_protectors (${protectorColumns}) STRICT;

-- keys and notes that are encrypted to the new recipient already
CREATE TABLE pending_envelopes (
  kind TEXT NOT NULL CHECK (kind IN ('key', 'note')),
  -- SPKI hash of a key, SHA-256 of a note's certificate
  id TEXT NOT NULL,
  envelope BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
`;
