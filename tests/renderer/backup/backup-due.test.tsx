// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { backupToCheck } from '../../../shared/domain/backup/backup-due.ts';
import { recordedBackup } from '../support/recorded-backup.ts';
import type { Backup } from '../../../shared/schemas/vault/backup.ts';

const day = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-11-25T12:00:00Z');
const backup = (id: string, daysAgo: number, problem: Backup['problem'] = null): Backup => ({
  ...recordedBackup,
  id,
  verifiedAt: new Date(now - daysAgo * day).toISOString(),
  lookedAt: new Date(now - daysAgo * day).toISOString(),
  problem,
});

describe('[B10] the reminder to check a backup again', () => {
  test('appears after 90 days without a check, only for the newest intact full backup', () => {
    expect(backupToCheck([], now)).toBeNull();
    expect(backupToCheck([backup('a', 89)], now)).toBeNull();
    expect(backupToCheck([backup('a', 91)], now)?.id).toBe('a');
    expect(backupToCheck([backup('a', 10), backup('b', 400)], now)).toBeNull();
    expect(backupToCheck([backup('a', 10, 'backup-damaged'), backup('b', 400)], now)?.id).toBe('b');
    expect(backupToCheck([backup('a', 400, 'backup-damaged')], now)).toBeNull();
    const small: Backup = { ...backup('small', 1), scope: 'chosen' };
    expect(backupToCheck([small, backup('a', 400)], now)?.id).toBe('a');
  });
});
