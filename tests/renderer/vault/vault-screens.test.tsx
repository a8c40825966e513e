// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NoticesPane } from '../../../renderer/features/notices/notices-pane.tsx';
import { RecoveryCode } from '../../../renderer/features/vault/recovery/recovery-code.tsx';
import { RemoveProtectorDialog } from '../../../renderer/features/vault/remove-protector-dialog.tsx';
import { VaultFoot } from '../../../renderer/features/vault/vault-foot.tsx';
import type { ProtectorKind } from '../../../shared/schemas/vault/vault-status.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import { installBridge, installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('[K01] recovery code', () => {
  it('stays on screen until the user continues, and can be hidden at once', () => {
    vi.useFakeTimers();
    const bridge = installBridge({ 'app.protectContent': () => ({}) });
    const { unmount } = render(<RecoveryCode code="AAAAA-BBBBB-CCCCC" />);
    act(() => void vi.advanceTimersByTime(60 * 60 * 1000));
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['1AAAAA', '2BBBBB', '3CCCCC']);
    fireEvent.click(screen.getByRole('button', { name: '隐藏' }));
    expect(document.body.textContent).not.toContain('AAAAA');
    fireEvent.click(screen.getByRole('button', { name: '显示' }));
    expect(screen.getByText('AAAAA')).toBeDefined();
    unmount();
    // The window is excluded from screenshots while it shows the code.
    expect(bridge.requests).toEqual([
      { call: 'app.protectContent', input: { isOn: true } },
      { call: 'app.protectContent', input: { isOn: false } },
    ]);
  });

  it('the banner stays until the code is saved, and only when there is a key to lose', () => {
    const { rerender } = render(<NoticesPane />);
    const shown = (status: Partial<typeof unlockedVault>) => {
      act(() => showVaultStatus({ ...unlockedVault, ...status }));
      rerender(<NoticesPane />);
      return screen.queryByText('写下恢复码') !== null;
    };
    expect(shown({ keys: 1, recoverySaved: false })).toBe(true);
    expect(shown({ keys: 0, recoverySaved: false })).toBe(false);
    expect(shown({ keys: 1, recoverySaved: true })).toBe(false);
  });
});

const protectedBy = (kind: ProtectorKind) => [{ kind, createdAt: '2026-11-01T00:00:00Z' }];

describe('[K03] state of the vault', () => {
  it.each([
    [{ state: 'unlocked', lockable: true }, '保险库已解锁', '锁定保险库'],
    [{ state: 'locked', lockable: true }, '保险库已锁定', '解锁保险库'],
    [{ state: 'unlocked', lockable: false, protectors: protectedBy('os-store') }, '由本机账户保护', null],
    [{ state: 'unlocked', lockable: false, protectors: protectedBy('recovery-code') }, '保险库已解锁', null],
    [{ state: 'keyless', lockable: false }, '只有证书，没有私钥', null],
    [{ state: 'missing', lockable: false }, '尚未创建保险库', null],
  ] as const)('%o says “%s” with the button %s', (status, words, button) => {
    act(() => showVaultStatus({ ...unlockedVault, ...status }));
    render(<VaultFoot />);
    expect(screen.getByText(words)).toBeDefined();
    expect(screen.queryAllByRole('button').map((found) => found.textContent)).toEqual(button === null ? [] : [button]);
  });

  it('explains that the account protects the vault without a password', () => {
    act(() => showVaultStatus({ ...unlockedVault, lockable: false, protectors: protectedBy('os-store') }));
    render(<VaultFoot />);
    expect(screen.getByText('登录这台电脑后自动解锁，不用输入密码')).toBeDefined();
  });
});

it('[K02] a wrong passphrase has to be typed again: its field is invalid and has the focus', async () => {
  installBridge({
    'vault.removeProtector': () => {
      throw new Refusal('wrong-secret');
    },
  });
  act(() => showVaultStatus(unlockedVault));
  render(<RemoveProtectorDialog kind="os-store" tokenId={null} onClose={() => undefined} />);
  const field = screen.getByLabelText<HTMLInputElement>('主密码', { selector: 'input' });
  fireEvent.change(field, { target: { value: 'wrong' } });
  await act(async () => fireEvent.submit(field.form ?? field));
  await screen.findByRole('alert');
  expect({ invalid: field.getAttribute('aria-invalid'), focused: document.activeElement === field }).toEqual({
    invalid: 'true',
    focused: true,
  });
});
