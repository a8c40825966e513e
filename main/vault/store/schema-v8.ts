/** Eighth schema: keys that an authority made (RFC 7030 §4.4; E04). */
export const schemaV8 = `
-- 'authority': whoever issued its certificate made it, and so knows it. NULL: made here, or nobody said
ALTER TABLE keys ADD COLUMN made_by TEXT CHECK (made_by = 'authority');

-- Who makes the key of the certificate; NULL: the applicant has. Before the authority's came, 'spki_sha256' is that of the
-- key that signed the request and was thrown away
ALTER TABLE requests ADD COLUMN key_made_by TEXT CHECK (key_made_by = 'authority');
-- How often it was sent without an answer that arrived: each may have been a certificate whose key is lost
ALTER TABLE requests ADD COLUMN lost_answers INTEGER NOT NULL DEFAULT 0;
-- Of the key that came
ALTER TABLE requests ADD COLUMN key_algorithm TEXT;
-- The certificates that came with that key, PKCS#7, DER; until one of them is taken
ALTER TABLE requests ADD COLUMN answer BLOB;
`;
