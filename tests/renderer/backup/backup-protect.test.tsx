// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startForm } from '../../../renderer/features/backup/create/create-form.ts';
import { ProtectStep } from '../../../renderer/features/backup/create/protect-step.tsx';
import type { Access } from '../../../renderer/features/backup/with-access.tsx';
import { BackupLine } from '../../../renderer/features/detail/checks/backup-line.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useAttempt } from '../../../renderer/lib/use-attempt.ts';
import { refreshBackups, useBackups } from '../../../renderer/state/backups-store.ts';
import { Dialog } from '../../../renderer/ui/dialog/dialog.tsx';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { recordedBackup } from '../support/recorded-backup.ts';
import { otherGroup } from '../../support/vault/recovery-groups.ts';
import { renderWithDialogs } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';

beforeEach(() => installMatchMedia());
afterEach(() => {
  cleanup();
  useBackups.setState({ overview: null, error: null });
});

const access: Access = { ready: true, fields: null, take: () => null, refused: () => undefined };
const nothing = () => undefined;

interface WizardProps {
  readonly onWrite: () => void;
  readonly isWriting?: boolean;
  readonly passphrase?: string;
}

function Wizard({ onWrite, isWriting = false, passphrase = '' }: WizardProps) {
  const { overview } = useBackups();
  const attempt = useAttempt();
  if (overview === null) return null;
  return (
    <Dialog title="wizard" onClose={nothing}>
      <ProtectStep
        form={{ ...startForm([], overview), passphrase }}
        overview={overview}
        attempt={attempt}
        access={access}
        onChange={nothing}
        onBack={nothing}
        onWrite={isWriting ? () => void attempt.run(async () => await Promise.withResolvers<void>().promise) : onWrite}
      />
    </Dialog>
  );
}

const said = {
  en: {
    not: /so it won’t unlock this backup\. Write it down first, or back up again after/,
    too: 'The recovery code unlocks this backup too.',
    old: /Earlier backups still need it, so keep the old paper/,
    buttons: ['Write down the code', 'Show the recovery code', 'I’ve written it down'],
    confirm: 'Confirm',
    first: 'Group 1',
    done: 'Done',
  },
  'zh-CN': {
    not: /这份备份不能用恢复码解锁。请先写下恢复码/,
    too: '也可以用恢复码解锁。',
    old: /以前的备份仍要用旧的恢复码解锁/,
    buttons: ['写下恢复码', '显示恢复码', '我写好了'],
    confirm: '确认',
    first: '第 1 组',
    done: '完成',
  },
} as const;

describe('[B01] [K01] protection of a backup while no recovery code is saved', () => {
  it.each(['en', 'zh-CN'] as const)(
    'says in %s that a later recovery code won’t open the backup, and saves a code first',
    async (language) => {
      await startI18n(language);
      const overview = { backups: [], onlyHere: false, counts: { withKey: 1, current: 0, outdated: 0 } };
      let recoverySaved = false;
      let written = 0;
      installBridge({
        'backups.overview': () => ({ ...overview, passphrase: 'kept', recoverySaved }),
        'vault.createRecoveryCode': () => ({ code: 'AAAA-BBBB', asked: [1, 2] }),
        'vault.confirmRecoveryCode': () => {
          recoverySaved = true;
          return unlockedVault;
        },
      });
      await refreshBackups();
      renderWithDialogs(<Wizard onWrite={() => (written += 1)} />);
      const words = said[language];
      expect(screen.getByText(words.not)).toBeDefined();
      expect(screen.queryByText(words.too)).toBeNull();
      const user = userEvent.setup();
      for (const name of words.buttons) await user.click(await screen.findByRole('button', { name }));
      await user.type(await screen.findByRole('textbox', { name: words.first }), otherGroup(1) + otherGroup(2));
      await user.click(screen.getByRole('button', { name: words.confirm }));
      await screen.findByRole('button', { name: words.done });
      expect(screen.queryByText(words.old)).toBeNull();
      await user.click(screen.getByRole('button', { name: words.done }));
      await waitFor(() => expect(screen.getByText(words.too)).toBeDefined());
      expect(screen.queryByText(words.not)).toBeNull();
      // Confirming the dialog above the wizard must not start writing.
      expect(written).toBe(0);
    },
  );
});

it('[B01] shows the progress of the backup when writing starts', async () => {
  const scrolled: string[] = [];
  Element.prototype.scrollIntoView = function scroll() {
    scrolled.push(this.textContent ?? '');
  };
  try {
    await startI18n('zh-CN');
    installBridge({
      'backups.overview': () => ({
        backups: [],
        onlyHere: false,
        counts: { withKey: 1, current: 0, outdated: 0 },
        passphrase: 'kept',
        recoverySaved: true,
      }),
    });
    await refreshBackups();
    renderWithDialogs(<Wizard onWrite={nothing} isWriting />);
    expect(scrolled).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: '备份并试恢复' }));
    expect(scrolled).toEqual([expect.stringContaining('取消操作')]);
    expect(document.activeElement).toBe(screen.getByRole('progressbar'));
  } finally {
    Reflect.deleteProperty(Element.prototype, 'scrollIntoView');
  }
});

it('[B01] [U05] keeps the passphrase field, and with it the height, while the backup is written', async () => {
  await startI18n('en');
  let passphrase = 'needed';
  installBridge({
    'backups.overview': () => ({
      backups: [],
      onlyHere: false,
      counts: { withKey: 1, current: 0, outdated: 0 },
      passphrase,
      recoverySaved: true,
    }),
  });
  await refreshBackups();
  renderWithDialogs(<Wizard onWrite={nothing} isWriting passphrase="four words" />);
  await userEvent.click(screen.getByRole('button', { name: 'Back up and test' }));
  passphrase = 'kept';
  await act(refreshBackups);
  expect(screen.getByLabelText<HTMLInputElement>('Vault passphrase').disabled).toBe(true);
});

it('[L03] [K01] the detail counts a backup with a password before the code is saved', async () => {
  await startI18n('zh-CN');
  const held = { ...recordedBackup, place: '/media/KINGSTON', byPassphrase: true, problem: null, current: true };
  installBridge({ 'backups.ofCertificate': () => ({ state: 'current', verifiedAt: null, backups: [held] }) });
  useVault.setState({ status: { ...unlockedVault, recoverySaved: false } });
  const detail = { sha256: 'a'.repeat(64), hasPrivateKey: true, keyOnToken: null, pair: null, loss: null };
  const shown = { ...detail, status: 'valid', backup: 'current' } as unknown as CertificateDetail;
  renderWithDialogs(<BackupLine detail={shown} />);
  expect(await screen.findByText('已备份')).toBeTruthy();
  expect(screen.queryByText('先写下恢复码')).toBeNull();
});
