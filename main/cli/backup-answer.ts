import { join } from 'node:path';
import type { BackupRow } from '../vault/backups/backup-rows.ts';

/** A backup of the history as the command line answers it. */
export function backupAnswer(row: BackupRow) {
  const {
    id,
    createdAt,
    scope,
    kind,
    place,
    fileName,
    bytes,
    sha256,
    certificates,
    keys,
    verifiedAt,
    lookedAt,
    problem,
  } = row;
  const openedBy = [...(row.byPassphrase ? ['passphrase'] : []), ...(row.byRecovery ? ['recovery-code'] : [])];
  // As `backup verify` takes it.
  const file =
    kind === 'folder'
      ? join(place, fileName)
      : kind === 'webdav'
        ? `webdav:${place}/${encodeURIComponent(fileName)}`
        : `${place}/${fileName}`;
  return {
    id,
    file,
    kind,
    createdAt,
    scope,
    bytes,
    sha256,
    certificates,
    keys,
    openedBy,
    verifiedAt,
    lookedAt,
    problem,
  };
}
