// SPDX-License-Identifier: Apache-2.0
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';

/** A full backup on a stick, made by the first revision of this vault and looked at when it was made. */
export function backupRow(createdAt: string, change: Partial<BackupRow> = {}): BackupRow {
  return {
    id: crypto.randomUUID(),
    createdAt,
    revision: 1,
    madeHere: true,
    scope: 'all',
    kind: 'folder',
    place: '/media/stick',
    volume: null,
    fileName: 'x.tar',
    bytes: 1,
    sha256: '0'.repeat(64),
    certificates: 1,
    keys: 1,
    byPassphrase: true,
    byRecovery: true,
    verifiedAt: createdAt,
    lookedAt: createdAt,
    problem: null,
    ...change,
  };
}
