// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { RestoreDialog } from '../../../renderer/features/backup/restore/restore-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import { installBridge, unlockedVault } from './fake-bridge.ts';
import { pageOf } from './page-of.ts';
import { recordedBackup } from './recorded-backup.ts';

const hash = 'ab'.repeat(32);
const buttons = {
  en: { open: 'Open', restore: 'Restore' },
  'zh-CN': { open: '打开', restore: '恢复' },
} as const;

/** Opens a backup with `states` in the restore dialog, up to the review. */
export async function reviewInDialog(
  language: 'en' | 'zh-CN',
  states: readonly string[],
  more: Partial<CallOutput<'backups.preview'>> = {},
  result: Partial<CallOutput<'backups.restore'>> = {},
  status = unlockedVault,
) {
  await startI18n(language);
  installBridge({
    'backups.openKnown': () => ({ fileId: '11111111-0000-4000-8000-000000000000', displayPath: '/x.tar' }),
    'backups.preview': () => ({
      createdAt: '2026-11-01T00:00:00Z',
      items: states.map((state, index) => ({
        sha256: hash.slice(0, 63) + index,
        displayName: `${index}`,
        institution: null,
        notAfter: '2027-11-01T00:00:00Z',
        hasKey: true,
        isCa: false,
        state,
        parts: state === 'same' ? [] : ['label'],
        conflicts: [],
      })),
      loneKeys: 0,
      watched: 0,
      anchors: 0,
      profiles: 0,
      requests: 0,
      losses: 0,
      webEnrolments: 0,
      ownVault: true,
      byRecovery: false,
      laterBackupAt: null,
      vaultIsOlder: false,
      needsProtector: false,
      ...more,
    }),
    'backups.restore': () => ({ added: [], known: [hash], keysAdded: 0, oursKept: 0, installedIn: [], ...result }),
    'vault.status': () => status,
    'certificates.page': () => pageOf([]),
  });
  render(<RestoreDialog chosen={null} start={recordedBackup} onClose={() => undefined} />);
  const user = userEvent.setup();
  const field = await screen.findByLabelText(language === 'en' ? 'Backup passphrase' : '备份的密码');
  await user.type(field, 'p');
  await user.click(await screen.findByRole('button', { name: buttons[language].open }));
  const restore = await screen.findByRole('button', { name: buttons[language].restore });
  return { user, restore };
}

/** Restores, and returns the dialog's last message. */
export async function restoreInDialog(...given: Parameters<typeof reviewInDialog>) {
  const { user, restore } = await reviewInDialog(...given);
  await user.click(restore);
  const alert = await screen.findByRole('alert');
  return alert.textContent ?? '';
}
