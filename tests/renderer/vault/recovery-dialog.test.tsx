// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecoveryDialog } from '../../../renderer/features/vault/recovery/recovery-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { otherLastGroup } from '../../support/vault/recovery-groups.ts';
import { installBridge, installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import { recordedBackup } from '../support/recorded-backup.ts';
import {
  checkSymbolOf,
  recoveryAlphabet,
  recoveryGroups,
} from '../../../shared/domain/secrets/recovery-code-groups.ts';

const groups = Array.from({ length: recoveryGroups }, (_, index) => {
  const data = [1, 2, 3];
  return [...data, checkSymbolOf(index, data)].map((symbol) => recoveryAlphabet[symbol]).join('');
});
const createdAt = '2026-11-01T00:00:00Z';
const withCode: VaultStatus = {
  ...unlockedVault,
  protectors: [...unlockedVault.protectors, { kind: 'recovery-code', createdAt }],
};

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  installBridge({
    'vault.createRecoveryCode': () => ({ code: groups.join('-') }),
    'vault.confirmRecoveryCode': () => withCode,
  });
});
afterEach(cleanup);

it.each([
  ['a first code says nothing about an old one', unlockedVault, null],
  [
    'a code after an unconfirmed one says what that is still for',
    { ...withCode, recoverySaved: false },
    '如果您以前记下过恢复码',
  ],
  ['a new code says what the old one is still for', withCode, '旧的恢复码不能再解锁'],
] as const)('[K01] %s', async (_fact, status, old) => {
  const oldLines = () => screen.queryAllByText(/旧的恢复码|以前记下过/).map(({ textContent }) => textContent);
  const expected = old === null ? [] : [expect.stringContaining(old)];
  const user = userEvent.setup();
  act(() => showVaultStatus(status));
  render(<RecoveryDialog onClose={() => undefined} />);
  expect(oldLines()).toEqual(expected);
  await user.click(screen.getByRole('button', { name: '显示恢复码' }));
  await user.click(await screen.findByRole('button', { name: '我写好了' }));
  await user.type(screen.getByRole('textbox'), groups.at(-1) ?? '');
  await user.click(screen.getByRole('button', { name: '确认' }));
  expect(await screen.findByText(/以后的备份用这个恢复码解锁/)).toBeDefined();
  expect(oldLines()).toEqual(expected);
});

it('[K01] a wrong last group is marked invalid, never confirmed, and must be changed', async () => {
  const user = userEvent.setup();
  installBridge({
    'vault.createRecoveryCode': () => ({ code: groups.join('-') }),
    'vault.confirmRecoveryCode': () => {
      throw new Refusal('wrong-secret');
    },
  });
  act(() => showVaultStatus(unlockedVault));
  render(<RecoveryDialog onClose={() => undefined} />);
  await user.click(screen.getByRole('button', { name: '显示恢复码' }));
  await user.click(await screen.findByRole('button', { name: '我写好了' }));
  await user.type(screen.getByRole('textbox'), otherLastGroup);
  expect(screen.getByTestId('recovery-code-field').querySelector('.right')).toBeNull();
  await user.click(screen.getByRole('button', { name: '确认' }));
  await screen.findByText(/与恢复码的最后一组不一致/);
  expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByRole('button', { name: '确认' }).getAttribute('aria-disabled')).toBe('true');
});

it.each([
  [1, true],
  [0, false],
])('[K01] [B01] offers a backup, because no earlier one opens with this code: %s keys', async (withKey, offered) => {
  const user = userEvent.setup();
  const backups = [{ ...recordedBackup, byRecovery: true, names: [] }];
  const counts = { withKey, current: withKey, outdated: 0 };
  installBridge({
    'vault.createRecoveryCode': () => ({ code: groups.join('-') }),
    'vault.confirmRecoveryCode': () => withCode,
    'backups.overview': () => ({ counts, onlyHere: false, passphrase: 'none', recoverySaved: true, backups }),
  });
  act(() => showVaultStatus(unlockedVault));
  render(<RecoveryDialog onClose={() => undefined} />);
  await user.click(screen.getByRole('button', { name: '显示恢复码' }));
  await user.click(await screen.findByRole('button', { name: '我写好了' }));
  await user.type(screen.getByRole('textbox'), groups.at(-1) ?? '');
  await user.click(screen.getByRole('button', { name: '确认' }));
  await screen.findByRole('button', { name: '完成' });
  expect(screen.queryByRole('button', { name: '立即备份' }) !== null).toBe(offered);
});
