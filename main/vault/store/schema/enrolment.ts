// SPDX-License-Identifier: Apache-2.0
export const enrolmentTables = `
-- A profile as it was imported. The same name at another host is another profile.
CREATE TABLE ca_profiles (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  -- A-labels, lower case
  host TEXT NOT NULL,
  -- JSON, as docs/formats.md has it
  content TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  -- when a person typed its host; under the seal. NULL: not verified
  confirmed_at TEXT,
  UNIQUE (name, host)
) STRICT;

-- Anchors that a person accepted for the host of one profile, which names none (RFC 7030 section 4.1.1). They count there
-- alone; under the seal.
CREATE TABLE profile_anchors (
  profile_id TEXT NOT NULL REFERENCES ca_profiles (id) ON DELETE CASCADE,
  sha256 TEXT NOT NULL,
  der BLOB NOT NULL,
  accepted_at TEXT NOT NULL,
  PRIMARY KEY (profile_id, sha256)
) STRICT, WITHOUT ROWID;

-- A certificate request. Its private key is a row of 'keys' like every other, so it is re-keyed, sealed, checked and
-- backed up with them; or it is on a USB token.
CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  -- PKCS#10, DER
  csr BLOB NOT NULL,
  -- until the CA's key came (key_made_by): of the key that signed the request and was thrown away
  spki_sha256 TEXT NOT NULL,
  profile_name TEXT NOT NULL,
  profile_protocol TEXT NOT NULL,
  profile_host TEXT NOT NULL,
  -- serial number of the token that has the key; NULL: the vault has it
  token TEXT,
  place TEXT,
  purpose TEXT NOT NULL DEFAULT 'apply' CHECK (purpose IN ('apply', 'renew', 'replace')),
  -- SHA-256 of the certificate that the new one replaces
  renews TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done')),
  -- SHA-256 of the certificate that was issued for it
  certificate TEXT,
  -- why the last reply was refused
  problem TEXT,
  created_at TEXT NOT NULL,
  -- the CA does not want another question before this moment (Retry-After); NULL: at any time
  ask_again_at TEXT,
  -- CMP: JSON, the state of a transaction that is continued later (RFC 9810 section 5.1.1); no secret
  cmp_transaction TEXT,
  -- who makes the key of the certificate; NULL: the applicant has
  key_made_by TEXT CHECK (key_made_by = 'authority'),
  -- how often it was sent without an answer that arrived: each may have been a certificate whose key is lost
  lost_answers INTEGER NOT NULL DEFAULT 0,
  -- of the key that came
  key_algorithm TEXT,
  -- the certificates that came with that key, PKCS#7, DER; until one of them is accepted
  answer BLOB,
  CHECK ((state = 'done') = (certificate IS NOT NULL))
) STRICT;
CREATE INDEX requests_by_key ON requests (spki_sha256);

-- An application on a CA's own page: the key is made there, and the result is a file in a folder.
CREATE TABLE web_enrolments (
  id TEXT PRIMARY KEY,
  profile_name TEXT NOT NULL,
  profile_host TEXT NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('apply', 'renew', 'replace')),
  renews TEXT,
  started_at TEXT NOT NULL,
  -- SHA-256 of the certificate; NULL with an 'ended_at': cancelled
  certificate TEXT,
  ended_at TEXT,
  -- JSON: when a person ticked each step of the guide
  steps TEXT NOT NULL DEFAULT '{}',
  CHECK (certificate IS NULL OR ended_at IS NOT NULL)
) STRICT;
`;
