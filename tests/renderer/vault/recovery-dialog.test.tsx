// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecoveryDialog } from '../../../renderer/features/vault/recovery/recovery-dialog.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { otherGroup } from '../../support/vault/recovery-groups.ts';
import { installBridge, installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import { listedBackup } from '../support/recorded-backup.ts';
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
    'vault.createRecoveryCode': () => ({ code: groups.join('-'), asked: [3, 7] }),
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
  await typeAsked(user, groups[2], groups[6]);
  await user.click(screen.getByRole('button', { name: '确认' }));
  expect(await screen.findByText(/以后的备份用这个恢复码解锁/)).toBeDefined();
  expect(oldLines()).toEqual(expected);
});

it.each([
  ['3', groups[6], otherGroup(3), groups[6]],
  ['7', groups[2], groups[2], otherGroup(7)],
] as const)('[K01] a wrong group %s is named, keeps its text and must be changed', async (number, right, ...typed) => {
  const user = userEvent.setup();
  const bridge = installBridge({
    'vault.createRecoveryCode': () => ({ code: groups.join('-'), asked: [3, 7] }),
    'vault.confirmRecoveryCode': () => {
      throw new Refusal('wrong-secret', { groups: [number] });
    },
  });
  act(() => showVaultStatus(unlockedVault));
  render(<RecoveryDialog onClose={() => undefined} />);
  await user.click(screen.getByRole('button', { name: '显示恢复码' }));
  await user.click(await screen.findByRole('button', { name: '我写好了' }));
  await typeAsked(user, ...typed);
  await user.click(screen.getByRole('button', { name: '确认' }));
  await screen.findByText(new RegExp(`^第 ${number} 组与恢复码不一致`));
  expect(bridge.requests.at(-1)?.input).toEqual({ groups: typed });
  const boxes = screen.getAllByRole<HTMLInputElement>('textbox');
  expect(boxes.map(({ value }) => value)).toEqual(typed);
  const valid = boxes.filter((box) => box.getAttribute('aria-invalid') !== 'true');
  expect(valid.map(({ value }) => value)).toEqual([right]);
  expect(screen.getByRole('button', { name: '确认' }).getAttribute('aria-disabled')).toBe('true');
});

it.each([
  [1, true],
  [0, false],
])('[K01] [B01] offers a backup, because no earlier one opens with this code: %s keys', async (withKey, offered) => {
  const user = userEvent.setup();
  const backups = [{ ...listedBackup, byRecovery: true }];
  const counts = { withKey, current: withKey, outdated: 0 };
  installBridge({
    'vault.createRecoveryCode': () => ({ code: groups.join('-'), asked: [3, 7] }),
    'vault.confirmRecoveryCode': () => withCode,
    'backups.overview': () => ({ counts, onlyHere: false, passphrase: 'none', recoverySaved: true, backups }),
  });
  act(() => showVaultStatus(unlockedVault));
  render(<RecoveryDialog onClose={() => undefined} />);
  await user.click(screen.getByRole('button', { name: '显示恢复码' }));
  await user.click(await screen.findByRole('button', { name: '我写好了' }));
  await typeAsked(user, groups[2], groups[6]);
  await user.click(screen.getByRole('button', { name: '确认' }));
  await screen.findByRole('button', { name: '完成' });
  expect(screen.queryByRole('button', { name: '立即备份' }) !== null).toBe(offered);
});

async function typeAsked(user: ReturnType<typeof userEvent.setup>, third = '', seventh = ''): Promise<void> {
  await user.type(screen.getByRole('textbox', { name: '第 3 组' }), third);
  await user.type(screen.getByRole('textbox', { name: '第 7 组' }), seventh);
}
