// SPDX-License-Identifier: Apache-2.0
import type { Backup, ListedBackup } from '../../../shared/schemas/vault/backup.ts';

export const recordedBackup: Backup = {
  id: '22222222-0000-4000-8000-000000000000',
  createdAt: '2026-11-01T00:00:00Z',
  scope: 'all',
  kind: 'folder',
  place: '/media/stick',
  fileName: 'x.tar',
  bytes: 1,
  certificates: 1,
  keys: 1,
  byPassphrase: true,
  byRecovery: false,
  verifiedAt: '2026-11-01T00:00:00Z',
  lookedAt: '2026-11-01T00:00:00Z',
  problem: null,
};

export const listedBackup: ListedBackup = { ...recordedBackup, names: [], isOutdated: false };
