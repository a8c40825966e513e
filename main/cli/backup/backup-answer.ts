// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { BackupRow } from '../../vault/backups/backup-rows.ts';

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
  return {
    id,
    // In the form that `backup verify` accepts.
    file: kind === 'webdav' ? `webdav:${place}/${encodeURIComponent(fileName)}` : backupPath(row),
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

export function backupPath(
  { place, fileName }: Pick<BackupRow, 'place' | 'fileName'>,
  { isAbsolute, join }: Pick<path.PlatformPath, 'isAbsolute' | 'join'> = path,
): string {
  return isAbsolute(place) ? join(place, fileName) : `${place}/${fileName}`;
}

export type BackupAnswer = ReturnType<typeof backupAnswer>;
