// SPDX-License-Identifier: Apache-2.0
export const copyTables = `
-- A change of a store, written before it is made. A row that is still there at the next start tells of a change that was
-- cut short (S02, S07).
CREATE TABLE store_journal (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  -- 'chromium:PATH', ...
  store TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('install', 'remove')),
  sha256 TEXT NOT NULL,
  -- JSON: what of it was in the store before
  before TEXT NOT NULL
) STRICT;

-- The newest of each kind, for a certificate in a store (S09); the certificate need not be in this vault.
CREATE TABLE proofs (
  store TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('present', 'signed', 'login')),
  at TEXT NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  -- of a login
  host TEXT,
  PRIMARY KEY (store, sha256, kind)
) STRICT, WITHOUT ROWID;

-- Watch only (D04). With a certificate its own name and date count, and these columns are NULL.
CREATE TABLE watched (
  id TEXT PRIMARY KEY,
  sha256 TEXT UNIQUE,
  name TEXT,
  not_after TEXT,
  place TEXT,
  created_at TEXT NOT NULL,
  CHECK ((sha256 IS NULL) = (name IS NOT NULL AND not_after IS NOT NULL))
) STRICT;

-- Backups that were made or seen by this vault. None of its columns is a secret.
CREATE TABLE backups (
  id TEXT PRIMARY KEY,
  -- ISO 8601 UTC; of the moment that the backup shows
  created_at TEXT NOT NULL,
  -- the vault's revision at that moment: later changes are not in it. NULL: it shows another vault's
  revision INTEGER,
  -- 1: this vault wrote it, and may remove it when enough newer ones are there
  made_here INTEGER NOT NULL CHECK (made_here IN (0, 1)),
  scope TEXT NOT NULL CHECK (scope IN ('all', 'chosen')),
  kind TEXT NOT NULL CHECK (kind IN ('folder', 'webdav', 'token')),
  -- where a person finds it: a folder's path, an address, a token's name
  place TEXT NOT NULL,
  -- the drive by which the folder is found again, where it is on one
  volume TEXT,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- of the whole file
  sha256 TEXT NOT NULL,
  certificates INTEGER NOT NULL,
  keys INTEGER NOT NULL,
  by_passphrase INTEGER NOT NULL CHECK (by_passphrase IN (0, 1)),
  by_recovery INTEGER NOT NULL CHECK (by_recovery IN (0, 1)),
  -- the last rehearsal that passed
  verified_at TEXT NOT NULL,
  -- the last check, and its error code, NULL when it passed
  looked_at TEXT NOT NULL,
  problem TEXT
) STRICT;

CREATE TABLE backup_items (
  backup_id TEXT NOT NULL REFERENCES backups (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  has_key INTEGER NOT NULL CHECK (has_key IN (0, 1)),
  PRIMARY KEY (backup_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX backup_items_by_certificate ON backup_items (sha256);

-- The identity that backups are encrypted to, under the vault's passphrase: a backup copies it as passphrase.age, so
-- that a later one needs no typing. 'mac' is by the vault's identity: no other can put another recipient here.
CREATE TABLE backup_access (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  recipient TEXT NOT NULL,
  envelope BLOB NOT NULL,
  -- the passphrase's protector that it was made beside
  protector_id TEXT NOT NULL,
  mac TEXT NOT NULL
) STRICT;

-- Choices and notices about the end of a certificate, or of a watched entry (R01). No row: none yet.
CREATE TABLE reminders (
  -- SHA-256 of the certificate, or 'id' of the watched entry
  about TEXT PRIMARY KEY,
  -- JSON array of days before the end; NULL: those of the settings; '[]': none
  days TEXT,
  -- ISO 8601 UTC
  snoozed_until TEXT,
  -- the end that a notice was given for (an entry may get another one), and for which of the days
  notified_not_after TEXT,
  notified_days INTEGER,
  CHECK ((notified_not_after IS NULL) = (notified_days IS NULL))
) STRICT, WITHOUT ROWID;
`;
