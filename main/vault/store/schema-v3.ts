/** Third schema: stores of browsers and of the system, and what is only watched. */
export const schemaV3 = `
-- What is about to be changed in a store, written before it is. A row that is still there at the next start tells of a
-- change that was cut short (S02, S07).
CREATE TABLE store_journal (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  -- 'chromium:PATH', …
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
`;
