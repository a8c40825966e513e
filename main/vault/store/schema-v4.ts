/** Fourth schema: backups, and what each of them holds (B04, B09). */
export const schemaV4 = `
-- Backups that were made or seen by this vault. None of its columns is a secret.
CREATE TABLE backups (
  id TEXT PRIMARY KEY,
  -- ISO 8601 UTC; of the moment that the backup shows
  created_at TEXT NOT NULL,
  -- the vault's revision at that moment: what changed later is not in it. NULL: it shows another one's
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
  -- the last rehearsal that went well
  verified_at TEXT NOT NULL,
  -- the last look at it, and its error code, NULL when it went well
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

-- The identity that backups are encrypted to, under the vault's passphrase: what a backup copies as passphrase.age, so
-- that a later one needs nobody to type it. 'mac' is by the vault's identity: nobody else can put another recipient here.
CREATE TABLE backup_access (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  recipient TEXT NOT NULL,
  envelope BLOB NOT NULL,
  -- the passphrase's protector that it was made beside
  protector_id TEXT NOT NULL,
  mac TEXT NOT NULL
) STRICT;

-- The vault's revision at which label, place, note or tags changed last: a backup of an earlier one is out of date.
ALTER TABLE annotations ADD COLUMN changed_revision INTEGER NOT NULL DEFAULT 0;
`;
