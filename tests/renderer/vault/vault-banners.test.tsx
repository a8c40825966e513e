// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useClosedNotices } from '../../../renderer/features/notices/closed-notices.ts';
import { NoticesPane } from '../../../renderer/features/notices/notices-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { closeDialog } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { goTo, useRoute } from '../../../renderer/state/route-store.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import type { VaultStatus } from '../../../shared/schemas/vault/vault-status.ts';
import { isOpen } from '../support/dialogs.tsx';
import { installBridge, installMatchMedia, unlockedVault } from '../support/fake-bridge.ts';

beforeEach(async () => {
  installMatchMedia();
  installBridge({ 'reminders.left': () => ({ first: null, count: 0 }) });
  useClosedNotices.setState({ until: new Map() });
  await startI18n('zh-CN');
  act(() => goTo('certificates'));
});
afterEach(cleanup);

const shown = () => screen.queryAllByRole('region').map((region) => region.getAttribute('aria-label'));

function show(status: Partial<VaultStatus>): void {
  act(() => showVaultStatus({ ...unlockedVault, ...status }));
  cleanup();
  render(<NoticesPane />);
}

/** The titles of all notices, page by page. */
function pages(): (string | null | undefined)[] {
  const titles = shown();
  for (let next = screen.queryByRole('button', { name: '下一条' }); next !== null;) {
    fireEvent.click(next);
    const [title] = shown();
    if (title === titles[0]) break;
    titles.push(title ?? null);
    next = screen.queryByRole('button', { name: '下一条' });
  }
  return titles;
}

describe('notices of the vault', () => {
  it('[K07] an intact vault shows no notice, and each problem has its own one-line page', () => {
    show({});
    expect(shown()).toEqual([]);
    show({ seal: 'broken', olderCopy: true, rekeying: { done: 3, total: 9 }, syncedFolder: 'Dropbox' });
    expect(shown()).toHaveLength(1);
    expect(pages()).toEqual([
      expect.stringContaining('保险库被改动过'),
      expect.stringContaining('较旧的副本'),
      expect.stringMatching(/3.*9/),
      expect.stringContaining('Dropbox'),
    ]);
  });

  it('[K01] the recovery code comes before all but a broken seal, and cannot be put off', () => {
    show({ recoverySaved: false, olderCopy: true, openToOthers: true });
    expect(pages()[0]).toBe('请写下恢复码');
    cleanup();
    show({ recoverySaved: false });
    expect(screen.getAllByRole('button').map((button) => button.textContent)).toEqual(['写下恢复码']);
    show({ recoverySaved: false, seal: 'broken' });
    expect(pages()).toEqual(['保险库被改动过', '请写下恢复码']);
  });

  it('[K01] the text about the recovery code fits a vault with and without a passphrase', () => {
    show({ recoverySaved: false });
    expect(screen.getByText('忘记主密码时，只有恢复码能找回私钥。')).toBeDefined();
    const account = { kind: 'os-store', createdAt: '2026-11-01T00:00:00Z' } as const;
    show({ recoverySaved: false, protectors: [account] });
    expect(screen.getByText('换电脑或本机账户损坏时，只有恢复码能找回私钥。')).toBeDefined();
    const several = [...unlockedVault.protectors, { ...account, kind: 'token' } as const];
    show({ recoverySaved: false, protectors: several });
    expect(screen.getByText('其他解锁方式都失效时，只有恢复码能找回私钥。')).toBeDefined();
  });

  it('[K01] a drive without access control shows a notice', () => {
    show({ openToOthers: true });
    expect(shown()).toEqual([expect.stringContaining('其他账户也能读取保险库')]);
  });

  it.each([{ seal: 'broken' }, { olderCopy: true }] as const)(
    '[K07] %o leads to the activity page, where it needs no button',
    (status) => {
      show(status);
      fireEvent.click(screen.getByRole('button'));
      expect(useRoute.getState().room).toBe('activity');
      expect(screen.queryAllByRole('button')).toEqual([]);
      expect(shown()).toHaveLength(1);
    },
  );

  it('[K04] an unfinished re-keying asks to unlock, and only while the vault is locked', () => {
    show({ rekeying: { done: 3, total: 9 } });
    expect(screen.queryAllByRole('button')).toEqual([]);
    show({ rekeying: { done: 3, total: 9 }, state: 'locked' });
    fireEvent.click(screen.getByRole('button', { name: '解锁' }));
    expect(isOpen('unlock')).toBe(true);
    act(() => closeDialog('unlock', false));
  });

  it('[K01] a synced folder shows a notice once there are keys, and can be dismissed', () => {
    show({ syncedFolder: 'Dropbox', keys: 0 });
    expect(shown()).toEqual([]);
    show({ syncedFolder: 'network' });
    expect(shown()[0]).toContain('网络');
    fireEvent.click(screen.getByRole('button', { name: '以后再说' }));
    expect(shown()).toEqual([]);
  });
});
