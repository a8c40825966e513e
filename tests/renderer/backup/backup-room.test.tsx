// SPDX-License-Identifier: Apache-2.0
import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BackupPage } from '../../../renderer/features/backup/backup-page.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useBackups } from '../../../renderer/state/backups-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import type { Backup } from '../../../shared/schemas/vault/backup.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';
import { bankId, sampleBank } from '../support/guide-room.tsx';
import { press, sampleSummaries } from '../support/overview-room.tsx';

const now = Date.parse('2026-11-28T07:40:00Z');
const made: Backup = {
  id: '11111111-1111-4111-8111-111111111111',
  createdAt: '2026-11-21T10:40:00Z',
  scope: 'all',
  kind: 'folder',
  place: '/media/KINGSTON',
  fileName: 'certsteward-backup-20261121-184000.tar',
  bytes: 12_000,
  certificates: 2,
  keys: 1,
  byPassphrase: true,
  byRecovery: true,
  verifiedAt: '2026-11-21T10:40:00Z',
  lookedAt: '2026-11-21T10:40:00Z',
  problem: null,
};

function openRoom(counts: { withKey: number; current: number; outdated: number }, backups: Backup[]) {
  const [own] = sampleSummaries(now);
  useBackups.setState({ overview: null, error: null });
  useVault.setState({ status: { ...unlockedVault, keys: counts.withKey, recoverySaved: false } });
  const authority = { profileId: bankId, name: '海川银行', protocol: 'web' };
  const rows = Array.from({ length: 23 }, (_, index) => {
    const sha256 = String(index).padStart(64, '0');
    return { kind: 'certificate', certificate: { ...own, sha256 }, authority };
  });
  installBridge({
    'backups.overview': () => ({ backups, counts, passphrase: 'kept', recoverySaved: false }),
    'backups.drives': () => ({ drives: [] }),
    'tokens.list': () => ({ tokens: [], unavailable: null }),
    'tokens.follow': () => ({}),
    'renewals.list': () => ({ rows, total: rows.length }),
    'profiles.list': () => ({ profiles: [sampleBank()], examples: [] }),
    'requests.list': () => ({ requests: [] }),
  });
  renderWithDialogs(<BackupPage />);
}

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  useSettings.setState({ info: null });
});
afterEach(cleanup);

it('[B04] the room answers first whether everything is backed up, and has one action for it', async () => {
  openRoom({ withKey: 3, current: 1, outdated: 1 }, [made]);
  const state = (await screen.findByRole('heading', { name: '没有备份' })).closest('[data-backup-state]');
  expect(state?.getAttribute('data-backup-state')).toBe('unsaved');
  expect(state?.querySelectorAll('p')).toHaveLength(2);
  expect(screen.getAllByRole('button', { name: '备份…' })).toHaveLength(1);
  expect(within(screen.getByRole('region', { name: '恢复码' })).getByText('尚未写下')).toBeDefined();
});

it('[B04] the sheet for the family says what ends when, whom to call and where the backup is, and no secret', async () => {
  openRoom({ withKey: 1, current: 1, outdated: 0 }, [made]);
  await screen.findByRole('heading', { name: '全部已备份' });
  await press('家人应急页');
  const dialog = screen.getByRole('dialog', { name: '家人应急页' });
  const row = (await within(dialog).findAllByRole('rowheader'))[0]?.closest('tr');
  expect(row?.textContent).toContain(sampleSummaries(now)[0]?.displayName ?? '?');
  expect(row?.textContent).toContain(sampleBank().profile.contact?.phone ?? '?');
  expect(dialog.textContent).toContain('/media/KINGSTON');
  expect(dialog.textContent).toContain('另有 3 张');
  expect(document.querySelectorAll('[data-print-sheet]')).toHaveLength(1);
});
