/** Sixth schema: profiles of authorities, and requests on their way (E01, E03). */
export const schemaV6 = `
-- A profile as it was taken in. The same name at another host is another profile.
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

-- A certificate request. Its private key is a row of 'keys' like every other, which so is re-keyed, sealed, checked and
-- backed up with them; or it is on a USB token.
CREATE TABLE requests (
  id TEXT PRIMARY KEY,
  -- PKCS#10, DER
  csr BLOB NOT NULL,
  spki_sha256 TEXT NOT NULL,
  profile_name TEXT NOT NULL,
  profile_protocol TEXT NOT NULL,
  profile_host TEXT NOT NULL,
  -- serial number of the token that has the key; NULL: the vault has it
  token TEXT,
  place TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'done')),
  -- SHA-256 of the certificate that came for it
  certificate TEXT,
  -- why the last reply was not taken
  problem TEXT,
  created_at TEXT NOT NULL,
  CHECK ((state = 'done') = (certificate IS NOT NULL))
) STRICT;
CREATE INDEX requests_by_key ON requests (spki_sha256);
`;
