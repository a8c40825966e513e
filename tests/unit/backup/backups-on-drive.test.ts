// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { backupsOn } from '../../../main/backup/backup-place.ts';
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';

const row: BackupRow = {
  id: '1',
  createdAt: '2026-11-21T10:40:00Z',
  revision: 1,
  madeHere: true,
  scope: 'all',
  kind: 'folder',
  place: '/media/KINGSTON/backups',
  volume: '6BC6-FCFA',
  fileName: 'backup.tar',
  bytes: 1,
  sha256: 'a'.repeat(64),
  certificates: 1,
  keys: 1,
  byPassphrase: true,
  byRecovery: true,
  verifiedAt: '2026-11-21T10:40:00Z',
  lookedAt: '2026-11-21T10:40:00Z',
  problem: null,
};
const drive = { uuid: '6BC6-FCFA' };

it('[B04] counts the sound backups of this vault by the UUID of the drive, whatever folder they are in', () => {
  const rows = [
    row,
    { ...row, id: '2', volume: 'AAAA-BBBB' },
    { ...row, id: '3', madeHere: false },
    { ...row, id: '4', problem: 'backup-gone' },
    { ...row, id: '5', kind: 'webdav' as const },
    { ...row, id: '6', place: '/run/media/li/KINGSTON' },
  ];
  expect(backupsOn(drive, rows).map(({ id }) => id)).toEqual(['1', '6']);
});

it('[B04] a drive without a UUID holds no known backup', () => {
  expect(backupsOn({ uuid: null }, [{ ...row, volume: null }])).toEqual([]);
});
