// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reportEveryMs, useActivityReport } from '../../../renderer/app/use-activity-report.ts';
import { BulkExportDialog } from '../../../renderer/features/exports/bulk-export-dialog.tsx';
import { AutoLockChoice } from '../../../renderer/features/settings/auto-lock-choice.tsx';
import { ChangePassphraseDialog } from '../../../renderer/features/vault/passphrase/change-passphrase-dialog.tsx';
import { RecoveryDialog } from '../../../renderer/features/vault/recovery/recovery-dialog.tsx';
import { RemoveProtectorDialog } from '../../../renderer/features/vault/remove-protector-dialog.tsx';
import { SetPassphraseDialog } from '../../../renderer/features/vault/passphrase/set-passphrase-dialog.tsx';
import { VaultFoot } from '../../../renderer/features/vault/vault-foot.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { clearSecrets } from '../../../renderer/state/vault/secrets-store.ts';
import { showAutoLock, showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import { PasswordField } from '../../../renderer/ui/fields/password-field.tsx';
import { installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it('[K03] activity is reported at once, then at most every 20 s, and never without activity', () => {
  vi.useFakeTimers();
  const bridge = installBridge({ 'app.activity': () => ({}) });
  const Report = () => {
    useActivityReport();
    return null;
  };
  render(<Report />);
  expect(bridge.requests).toHaveLength(0);
  for (let key = 0; key < 50; key += 1) fireEvent.keyDown(window, { key: 'a' });
  expect(bridge.requests.map(({ call }) => call)).toEqual(['app.activity']);
  // The keys after the first counted as activity too.
  act(() => void vi.advanceTimersByTime(reportEveryMs));
  expect(bridge.requests).toHaveLength(2);
  act(() => void vi.advanceTimersByTime(10 * reportEveryMs));
  expect(bridge.requests).toHaveLength(2);
  fireEvent.pointerMove(window);
  expect(bridge.requests).toHaveLength(3);
});

it('[K03] a lock clears a password field and hides its text again', () => {
  const Field = () => {
    const [value, setValue] = useState('我的秘密');
    return <PasswordField label="主密码" value={value} onChange={setValue} />;
  };
  render(<Field />);
  const field = screen.getByLabelText<HTMLInputElement>('主密码');
  fireEvent.click(screen.getByText('显示'));
  expect({ type: field.type, value: field.value }).toEqual({ type: 'text', value: '我的秘密' });
  act(() => clearSecrets());
  expect({ type: field.type, value: field.value }).toEqual({ type: 'password', value: '' });
});

it('[K03] a lock closes the dialog that shows the recovery code', () => {
  installBridge({});
  const closed = vi.fn<() => void>();
  render(<RecoveryDialog onClose={closed} />);
  act(() => clearSecrets());
  expect(closed).toHaveBeenCalledOnce();
});

it.each([
  ['change', (onClose: () => void) => <ChangePassphraseDialog onClose={onClose} />],
  ['set', (onClose: () => void) => <SetPassphraseDialog onClose={onClose} />],
  ['remove', (onClose: () => void) => <RemoveProtectorDialog kind="os-store" tokenId={null} onClose={onClose} />],
  ['export', (onClose: () => void) => <BulkExportDialog sha256s={['a'.repeat(64)]} onClose={onClose} />],
] as const)('[K03] a lock closes the dialog that takes a secret: %s', (_name, dialog) => {
  installBridge({});
  act(() => showVaultStatus(unlockedVault));
  const closed = vi.fn<() => void>();
  render(dialog(closed));
  act(() => clearSecrets());
  expect(closed).toHaveBeenCalledOnce();
});

it('[K03] the footer says why the vault is locked, until it is unlocked', () => {
  act(() => {
    showVaultStatus({ ...unlockedVault, state: 'locked' });
    showAutoLock('idle');
  });
  render(<VaultFoot />);
  expect(screen.getByText('一段时间没有操作，已自动锁定')).toBeDefined();
  act(() => showVaultStatus(unlockedVault));
  act(() => showVaultStatus({ ...unlockedVault, state: 'locked' }));
  expect(screen.queryByText('一段时间没有操作，已自动锁定')).toBeNull();
});

it('[K03] the auto-lock setting sends minutes as numbers, and says if the vault cannot lock', () => {
  act(() => showVaultStatus({ ...unlockedVault, lockable: false }));
  const changes: unknown[] = [];
  render(<AutoLockChoice value={15} onChange={(change) => void changes.push(change)} />);
  fireEvent.click(screen.getByRole('radio', { name: '1 分钟' }));
  fireEvent.click(screen.getByRole('radio', { name: '从不' }));
  expect(changes).toEqual([{ autoLockMinutes: 1 }, { autoLockMinutes: 'never' }]);
  expect(screen.getByText(/不会锁定/)).toBeDefined();
});
