// SPDX-License-Identifier: Apache-2.0
export const enrolmentTables = `
-- Imported profiles. The same name with another host is another profile.
CREATE TABLE ca_profiles (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- A-labels, lower case
  host TEXT NOT NULL,
  -- JSON (docs/formats.md)
  content TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  -- when the user typed its host; sealed. NULL: not verified
  confirmed_at TEXT,
  UNIQUE (name, host)
) STRICT;

-- Anchors that the user accepted for a profile that names none (RFC 7030 section 4.1.1), valid only for it. Sealed.
CREATE TABLE profile_anchors (
  profile_id TEXT NOT NULL REFERENCES ca_profiles (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  der BLOB NOT NULL,
  accepted_at TEXT NOT NULL,
  PRIMARY KEY (profile_id, sha256)
) STRICT, WITHOUT ROWID;

-- Certificate requests. The private key is in 'keys', and so is re-keyed, sealed, checked and backed up, or on a USB key.
CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  -- PKCS#10, DER
  csr BLOB NOT NULL,
  -- with key_made_by, until the CA's key arrives: the discarded key that signed the request
  spki_sha256 TEXT NOT NULL,
  profile_name TEXT NOT NULL,
  profile_protocol TEXT NOT NULL,
  profile_host TEXT NOT NULL,
  -- serial number of the token with the key. NULL: in the vault
  token TEXT,
  place TEXT,
  purpose TEXT NOT NULL DEFAULT 'apply' CHECK (purpose IN ('apply', 'renew', 'replace')),
  -- SHA-256 of the certificate that the new one replaces
  renews TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done')),
  -- SHA-256 of the issued certificate
  certificate TEXT,
  -- why the last reply was refused
  problem TEXT,
  created_at TEXT NOT NULL,
  -- earliest time to ask the CA again (Retry-After). NULL: any time
  ask_again_at TEXT,
  -- CMP: JSON state of an unfinished transaction (RFC 9810 section 5.1.1), not secret
  cmp_transaction TEXT,
  -- 'authority': the CA generates the key. NULL: the applicant did
  key_made_by TEXT CHECK (key_made_by = 'authority'),
  -- times sent without receiving a response: each may have issued a certificate whose key is lost
  lost_answers INTEGER NOT NULL DEFAULT 0,
  -- of the CA's key
  key_algorithm TEXT,
  -- certificates sent with that key (PKCS#7, DER), until one is accepted
  answer BLOB,
  CHECK ((state = 'done') = (certificate IS NOT NULL))
) STRICT;
CREATE INDEX requests_by_key ON requests (spki_sha256);

-- Applications on a CA's website, which generates the key and returns a file.
CREATE TABLE web_enrolments (
  id TEXT PRIMARY KEY,
  profile_name TEXT NOT NULL,
  profile_host TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('apply', 'renew', 'replace')),
  renews TEXT,
  started_at TEXT NOT NULL,
  -- SHA-256 of the certificate. NULL with 'ended_at': cancelled
  certificate TEXT,
  ended_at TEXT,
  -- JSON: when the user ticked each step of the guide
  steps TEXT NOT NULL DEFAULT '{}',
  CHECK (certificate IS NULL OR ended_at IS NOT NULL)
) STRICT;
`;
