// SPDX-License-Identifier: Apache-2.0
export const copyTables = `
-- Written before a store is changed. A row left at the next start means that the change was interrupted (S02, S07).
CREATE TABLE store_journal (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  -- 'chromium:PATH', ...
  store TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('install', 'remove')),
  sha256 TEXT NOT NULL,
  -- JSON: what the store had of it before
  before TEXT NOT NULL
) STRICT;

-- The newest of each kind per certificate and store (S09). The certificate may be outside this vault.
CREATE TABLE proofs (
  store TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('present', 'signed', 'login')),
  at TEXT NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  -- only for kind 'login'
  host TEXT,
  PRIMARY KEY (store, sha256, kind)
) STRICT, WITHOUT ROWID;

-- Watch only (D04). Entries with a certificate use its name and date.
CREATE TABLE watched (
  id TEXT PRIMARY KEY,
  sha256 TEXT UNIQUE,
  name TEXT,
  not_after TEXT,
  place TEXT,
  created_at TEXT NOT NULL,
  CHECK ((sha256 IS NULL) = (name IS NOT NULL AND not_after IS NOT NULL))
) STRICT;

-- Backups that this vault made or saw. No column is secret.
CREATE TABLE backups (
  id TEXT PRIMARY KEY,
  -- ISO 8601 UTC: time of the vault state in the backup
  created_at TEXT NOT NULL,
  -- vault revision at that time. NULL: another vault's backup
  revision INTEGER,
  -- 1: this vault wrote it, and may delete it once there are enough newer ones
  made_here INTEGER NOT NULL CHECK (made_here IN (0, 1)),
  scope TEXT NOT NULL CHECK (scope IN ('all', 'chosen')),
  kind TEXT NOT NULL CHECK (kind IN ('folder', 'webdav', 'token')),
  -- shown to the user: a folder's path, an address or a token's name
  place TEXT NOT NULL,
  -- drive of the folder, to find it again. NULL: not on a drive
  volume TEXT,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- of the whole file
  sha256 TEXT NOT NULL,
  certificates INTEGER NOT NULL,
  keys INTEGER NOT NULL,
  by_passphrase INTEGER NOT NULL CHECK (by_passphrase IN (0, 1)),
  by_recovery INTEGER NOT NULL CHECK (by_recovery IN (0, 1)),
  -- the last test restore that passed
  verified_at TEXT NOT NULL,
  -- the last check
  looked_at TEXT NOT NULL,
  -- its error code. NULL: passed
  problem TEXT
) STRICT;

CREATE TABLE backup_items (
  backup_id TEXT NOT NULL REFERENCES backups (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  has_key INTEGER NOT NULL CHECK (has_key IN (0, 1)),
  PRIMARY KEY (backup_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX backup_items_by_certificate ON backup_items (sha256);

-- The identity that backups are encrypted to, encrypted with the vault's passphrase: backups copy it as passphrase.age
-- without asking for the passphrase. 'mac' stops others from replacing the recipient (backups/backup-access.ts).
CREATE TABLE backup_access (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  recipient TEXT NOT NULL,
  envelope BLOB NOT NULL,
  -- the passphrase protector that it was made with
  protector_id TEXT NOT NULL,
  mac TEXT NOT NULL
) STRICT;

-- Reminder choices and notices for a certificate or watched entry (R01).
CREATE TABLE reminders (
  -- SHA-256 of the certificate, or 'id' of the watched entry
  about TEXT PRIMARY KEY,
  -- JSON array of days before expiry. NULL: as in the settings. '[]': none
  days TEXT,
  -- ISO 8601 UTC
  snoozed_until TEXT,
  -- expiry and day of the last notice. The expiry of a watched entry can change
  notified_not_after TEXT,
  notified_days INTEGER,
  CHECK ((notified_not_after IS NULL) = (notified_days IS NULL))
) STRICT, WITHOUT ROWID;
`;
