// SPDX-License-Identifier: Apache-2.0
const protectorColumns = `
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('os-store', 'passphrase', 'recovery-code', 'token')),
  created_at TEXT NOT NULL,
  -- age file: the vault identity, encrypted with a passphrase or to 'wrapping_recipient'
  envelope BLOB NOT NULL,
  -- age recipient for re-keying without the secret. NULL: passphrase.
  -- Tokens: 'ssh-rsa AAAA...' or 'age1tag1...'. Others: 'age1...'
  wrapping_recipient TEXT,
  -- recovery: the recovery identity encrypted with the code (recovery.age in backups)
  code_envelope BLOB,
  -- recovery: when the user proved to have the code
  confirmed_at TEXT,
  -- token: JSON that identifies it; sealed
  token TEXT,
  CHECK ((kind = 'token') = (token IS NOT NULL))
`;

export const protectionTables = `
CREATE TABLE protectors (${protectorColumns}) STRICT;
CREATE UNIQUE INDEX one_recovery ON protectors (kind) WHERE kind = 'recovery-code';
CREATE UNIQUE INDEX one_passphrase ON protectors (kind) WHERE kind = 'passphrase';
CREATE UNIQUE INDEX one_of_each_token ON protectors (wrapping_recipient) WHERE kind = 'token';

-- A MAC of each sealed key's envelope (seal/key-tags.ts). Keys added while the vault was locked have none yet. A tag
-- without a key means that the key is missing.
CREATE TABLE sealed_keys (
  spki_sha256 TEXT PRIMARY KEY,
  tag BLOB NOT NULL
) STRICT;

-- A hash chain (log/append-entry.ts).
CREATE TABLE log (
  seq INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  event TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

-- At most one row: a re-keying in progress or interrupted.
CREATE TABLE pending_rekey (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  started_at TEXT NOT NULL,
  -- age recipient of the new vault identity, which only 'pending_protectors' have
  recipient TEXT NOT NULL,
  -- JSON: the request, to resume it
  request TEXT NOT NULL
) STRICT;

CREATE TABLE pending_protectors (${protectorColumns}) STRICT;

-- Keys and notes already encrypted to the new recipient.
CREATE TABLE pending_envelopes (
  kind TEXT NOT NULL CHECK (kind IN ('key', 'note')),
  -- SPKI hash of the key, or SHA-256 of the note's certificate
  id TEXT NOT NULL,
  envelope BLOB NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
`;
