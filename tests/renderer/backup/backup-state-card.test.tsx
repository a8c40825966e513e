// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BackupStateCard } from '../../../renderer/features/backup/backup-state-card.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import type { BackupOverview } from '../../../renderer/state/backups-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import { installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { listedBackup } from '../support/recorded-backup.ts';

const backup = { ...listedBackup, createdAt: '2026-11-21T10:40:00Z', byRecovery: true };

const everything: BackupOverview = {
  backups: [backup],
  onlyHere: false,
  counts: { withKey: 1, current: 1, outdated: 0 },
  passphrase: 'kept',
  recoverySaved: true,
};

beforeEach(async () => {
  installMatchMedia();
  installBridge({});
  await startI18n('zh-CN');
});
afterEach(cleanup);

it.each([
  ['is newer than every backup', '2026-11-21T10:41:00Z', backup, true],
  ['is older than a backup', '2026-11-21T10:40:00Z', backup, false],
  ['doesn’t open the only later backup', '2026-11-01T00:00:00Z', { ...backup, byRecovery: false }, true],
  ['opens only a damaged backup', '2026-11-01T00:00:00Z', { ...backup, problem: 'backup-damaged' as const }, true],
])('[B04] [K01] the card says what the recovery code opens if it %s', (_when, createdAt, listed, isTooLate) => {
  const protectors = [...unlockedVault.protectors, { kind: 'recovery-code' as const, createdAt }];
  useVault.setState({ status: { ...unlockedVault, protectors } });
  const overview = { ...everything, backups: [listed], onlyHere: false, recoverySaved: true };
  render(<BackupStateCard overview={overview} drives={[]} isPending={false} />);
  const headline = isTooLate ? '现在的恢复码还打不开任何备份' : '全部已备份';
  const card = screen.getByRole('heading', { name: headline }).closest('[data-backup-state]');
  expect(card?.getAttribute('data-backup-state')).toBe(isTooLate ? 'codeTooLate' : 'allSafe');
});

it('[B04] [K01] the unsaved recovery code comes before backups that are only on this computer', () => {
  useVault.setState({ status: { ...unlockedVault, recoverySaved: false } });
  const overview = { ...everything, backups: [backup], onlyHere: true, recoverySaved: false };
  render(<BackupStateCard overview={overview} drives={[]} isPending={false} />);
  expect(screen.getByRole('heading', { name: '先写下恢复码' })).toBeDefined();
  expect(screen.getByRole('button', { name: '写下恢复码' }).className).toContain('primary');
});
