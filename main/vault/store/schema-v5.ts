/** Fifth schema: reminders (R01). */
export const schemaV5 = `
-- What was chosen and told about the end of a certificate, or of a watched entry. No row: nothing yet.
CREATE TABLE reminders (
  -- SHA-256 of the certificate, or 'id' of the watched entry
  about TEXT PRIMARY KEY,
  -- JSON array of days before the end; NULL: those of the settings; '[]': none
  days TEXT,
  -- ISO 8601 UTC
  snoozed_until TEXT,
  -- the end that was told of (an entry may get another one), and for which of the days
  told_not_after TEXT,
  told_days INTEGER,
  CHECK ((told_not_after IS NULL) = (told_days IS NULL))
) STRICT, WITHOUT ROWID;
`;
