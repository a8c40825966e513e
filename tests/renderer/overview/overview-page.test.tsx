// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { useCertificates } from '../../../renderer/state/certificates-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { useRoute } from '../../../renderer/state/route-store.ts';
import { tokensChanged, useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { showVaultStatus } from '../../../renderer/state/vault/vault-store.ts';
import type { CallOutput } from '../../../shared/ipc/contract.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificates/certificate.ts';
import { isOpen, openedWith } from '../support/dialogs.tsx';
import { installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import { reported } from '../support/fake-losses.ts';
import { openOverview, press, sampleOverview, sampleSummaries } from '../support/overview-room.tsx';
import { inventoryOf, samplePlacement, sampleRow } from '../support/sample-stores.ts';
import { sampleToken } from '../support/sample-tokens.ts';

const now = Date.now();
const day = 86_400_000;
const inDays = (days: number): string => new Date(now + days * day).toISOString();
const id = '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10';
const certificates = sampleSummaries(now).slice(0, 3);
const sha256 = certificates[0]?.sha256 ?? '';
const query = () => useCertificates.getState().query;

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  act(closeDialogs);
});

describe('[L09] [U06] the empty overview', () => {
  it.each([
    ['银行发来的文件', () => isOpen('import')],
    ['USB Key（U盾）', () => useRoute.getState().room === 'tokens'],
    ['从备份恢复', () => isOpen('backup.restore')],
    ['申请新证书', () => useRoute.getState().room === 'enrolment'],
    ['查找这台电脑上的证书', () => useRoute.getState().room === 'find'],
    ['只设到期提醒', () => isOpen('watch')],
  ] as const)('offers %s', async (name, opened) => {
    await openOverview();
    expect(screen.getByRole('heading', { name: '您的证书在哪里？' })).toBeDefined();
    await press(new RegExp(`^${name}`));
    expect(opened()).toBe(true);
  });

  it('has a title but no Import button, because the options below include it', async () => {
    await openOverview();
    expect(screen.getByRole('heading', { level: 1, name: '概览' })).toBeDefined();
    expect(screen.queryByRole('button', { name: '导入' })).toBeNull();
  });

  it('shows a read error and retries', async () => {
    let fails = true;
    await openOverview({
      answers: {
        'overview.read': () => {
          if (fails) throw new Refusal('vault-damaged');
          return sampleOverview();
        },
      },
    });
    expect(screen.getByRole('alert')).toBeDefined();
    fails = false;
    await press('再试一次');
    expect(await screen.findByRole('heading', { name: '您的证书在哪里？' })).toBeDefined();
  });
});

describe('[L09] certificate cards', () => {
  it('show name, bank, days left, backup status and places', async () => {
    const subject = 'CN=张三,OU=海川银行,C=CN';
    const [one] = sampleSummaries(now, { backup: 'outdated', place: '个人网银', subject });
    await openOverview({
      overview: { certificates: [{ ...one, notAfter: inDays(263), status: 'valid' } as CertificateSummary] },
      answers: {
        'stores.places': () => ({
          places: [
            samplePlacement({ storeName: 'Edge' }),
            samplePlacement({ storeId: 'firefox:/x', storeName: 'Firefox', storeKind: 'firefox' }),
          ],
          namesakes: [],
          readAt: inDays(0),
        }),
      },
    });
    const card = screen.getByRole('list', { name: '您的证书' });
    expect(within(card).getByRole('heading', { name: '张三' })).toBeDefined();
    expect(card.textContent).toContain('海川银行 · CFCA ACS OCA31 · 个人网银');
    expect(card.textContent).toContain('263 天');
    expect(card.textContent).toContain('备份不是最新');
    expect(await within(card).findByText('保险库 · Edge +1')).toBeDefined();
    await act(async () => fireEvent.click(within(card).getByRole('button', { name: '备份' })));
    expect(openedWith('backup.create')).toEqual({ start: [sha256], tokenId: null });
  });

  it('warn that a certificate is installed nowhere', async () => {
    const change = { notAfter: inDays(263), status: 'valid', hasPrivateKey: true, backup: 'current' } as const;
    const [one] = sampleSummaries(now, change) as [CertificateSummary];
    await openOverview({ overview: { certificates: [one] } });
    expect((await screen.findByText('未安装')).className).toContain('warn');
  });

  it('say that a key on a bank’s USB key cannot be backed up and that the issuer replaces it', async () => {
    const keyOnToken = { label: '网银盾', serial: '01', keyId: 'aa', seen: true };
    const [one] = sampleSummaries(now, { hasPrivateKey: false, keyOnToken });
    await openOverview({ overview: { certificates: [one as CertificateSummary] } });
    expect(screen.getByText('无法备份').getAttribute('title')).toBe('USB Key 丢失或损坏后须由发证机构补办');
    expect(screen.getByText('1 张证书无法备份')).toBeDefined();
  });

  it('[E08] show in red that a certificate is stolen, and offer its replacement', async () => {
    const stolen = { notAfter: inDays(263), status: 'valid', loss: reported('stolen') } as const;
    const [one] = sampleSummaries(now, { ...stolen, subject: 'CN=张三,OU=海川银行' });
    await openOverview({ overview: { certificates: [one as CertificateSummary] } });
    expect(screen.getByText('已登记为被盗 · 还没通知：海川银行').className).toContain('bad');
    expect(screen.queryByText('263')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: '补办' }));
    expect(openedWith('loss')).toEqual({ start: one?.sha256 });
  });

  it('name the USB key that holds the certificate, in the card and in the task', async () => {
    const keyOnToken = { label: '海川银行U盾', serial: '01', keyId: 'aa', seen: true };
    const [one] = sampleSummaries(now, { hasPrivateKey: false, keyOnToken }) as [CertificateSummary];
    const items = [{ about: one.sha256, sha256: one.sha256, name: '海川贸易', notAfter: inDays(20) }];
    const tasks = [{ kind: 'expiring' as const, count: 1, only: null, days: 20, soon: 0, items }];
    await openOverview({ overview: { certificates: [one], tasks } });
    expect(screen.getByText('USB Key 海川银行U盾')).toBeDefined();
    expect(screen.getByText(/^在 USB Key“海川银行U盾”里 · 海川贸易 /)).toBeDefined();
  });

  it('become a list of the first to expire, with counts, if there are more than six', async () => {
    const counts = { valid: 2578, expiring: 148, expired: 272, 'not-yet-valid': 0, revoked: 3, superseded: 0 };
    await openOverview({ overview: { certificates, own: 3001, counts } });
    const rows = within(screen.getByRole('list', { name: '最先到期' })).getAllByRole('listitem');
    expect(rows).toHaveLength(3);
    expect(screen.getByRole('button', { name: '全部 3,001 张' })).toBeDefined();
    expect(within(screen.getByRole('list', { name: '证书数量' })).getAllByRole('button')).toHaveLength(4);
    await press(/60 天内到期/);
    expect(query().filter).toBe('expiring');
  });

  it('a month in the timeline opens the list of its certificates, even if all are on USB keys', async () => {
    const months = [
      { month: '2026-11', certificates: 0, names: [], firstEnd: null },
      { month: '2026-12', certificates: 2, names: ['张三'], firstEnd: '2026-12-20T00:00:00Z' },
    ];
    await openOverview({
      overview: { tasks: [{ kind: 'backup', none: 1, outdated: 0, last: null }] },
      answers: { 'timeline.months': () => ({ expired: 0, months, later: 0 }) },
    });
    const month = await screen.findByRole('button', { name: '2026年12月：2 张证书到期（张三）' });
    await act(async () => fireEvent.click(month));
    expect([query().month, useRoute.getState().room]).toEqual(['2026-12', 'certificates']);
  });

  it('the search button starts a search in the list', async () => {
    const onSearch = vi.fn<() => void>();
    await openOverview({ overview: { certificates }, onSearch });
    await press('搜索证书');
    expect(onSearch).toHaveBeenCalledOnce();
  });
});

describe('[L09] [T02] connected devices', () => {
  const drive: CallOutput<'backups.drives'>['drives'][number] = {
    driveId: id,
    name: 'KINGSTON',
    displayPath: '/media/KINGSTON',
    bytes: 64e9,
    freeBytes: 58 * 1024 ** 3,
    readOnly: false,
    backups: 3,
    lastBackupAt: '2026-11-21T10:40:00Z',
  };
  const disc = {
    ...drive,
    driveId: '11111111-0000-4000-8000-000000000000',
    name: 'CD',
    readOnly: true,
    backups: 0,
    lastBackupAt: null,
  };

  it('show a token live with its certificate and PIN state, but no blank token', async () => {
    const blank = sampleToken({ id: '2'.repeat(64), serial: '2', initialised: false, label: '' });
    let tokens = [blank];
    const row = sampleRow({ displayName: '上海云帆贸易有限公司', notAfter: inDays(32), status: 'expiring' });
    const bridge = await openOverview({
      overview: { certificates },
      answers: {
        'tokens.list': () => ({ tokens, unavailable: null }),
        'stores.inventory': ({ input }) =>
          inventoryOf((input as { place: string }).place === 'token:0123456789' ? [row] : []),
      },
    });
    await waitFor(() => expect(useTokens.getState().tokens).toHaveLength(1), { timeout: 3000 });
    expect(screen.queryByRole('heading', { name: '已插入的设备' })).toBeNull();
    tokens = [sampleToken({ pin: 'final' }), blank];
    await act(async () => tokensChanged());
    const list = await screen.findByRole('list', { name: '已插入的设备' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(1);
    expect(list.textContent).toContain('已插入 · 可能是最后一次机会');
    expect(await within(list).findByText('上海云帆贸易有限公司')).toBeDefined();
    await press('网银盾 的详情');
    expect([useTokens.getState().wanted, useRoute.getState().room]).toEqual(['0123456789', 'tokens']);
    expect(bridge.requests.some(({ call }) => call === 'tokens.follow')).toBe(true);
  });

  it('link from a superseded certificate on a token to the new one', async () => {
    const successor = 'b'.repeat(64);
    const row = sampleRow({ notAfter: inDays(21), status: 'superseded', supersededBy: successor });
    await openOverview({
      overview: { certificates },
      answers: {
        'tokens.list': () => ({ tokens: [sampleToken()], unavailable: null }),
        'stores.inventory': () => inventoryOf([row]),
      },
    });
    await screen.findByText('已被取代', {}, { timeout: 3000 });
    await press('查看新证书');
    expect([useCertificates.getState().selected, useRoute.getState().room]).toEqual([successor, 'certificates']);
  });

  it('a certificate on a token that expires soon and is not in the vault becomes a task', async () => {
    const row = sampleRow({ displayName: '南山贸易', notAfter: inDays(19), inVault: false, status: 'expiring' });
    const renewed = sampleRow({ ...row, sha256: 'b'.repeat(64), subject: 'CN=b', notAfter: inDays(3) });
    const replaced = sampleRow({ ...row, sha256: 'd'.repeat(64), subject: 'CN=d', status: 'superseded' });
    const rows = [renewed, row, replaced, { ...renewed, sha256: 'c'.repeat(64), notAfter: inDays(400) }];
    await openOverview({
      overview: { certificates },
      answers: {
        'tokens.list': () => ({ tokens: [sampleToken()], unavailable: null }),
        'stores.inventory': () => inventoryOf(rows),
      },
    });
    await screen.findByText('待办事项 1', {}, { timeout: 3000 });
    expect(screen.queryByText('没有待办事项')).toBeNull();
    const item = within(screen.getByRole('list', { name: '待办事项' })).getByRole('listitem');
    expect(item.textContent).toContain('1 张证书 19 天内到期在 USB Key“网银盾”里 · 南山贸易');
    await press('查看');
    expect([useTokens.getState().wanted, useRoute.getState().room]).toEqual(['0123456789', 'tokens']);
  });

  it('are not polled while the window is hidden or the vault is locked', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const isHidden = vi.spyOn(document, 'hidden', 'get');
    const turn = (hidden: boolean) => {
      isHidden.mockReturnValue(hidden);
      document.dispatchEvent(new Event('visibilitychange'));
    };
    const minute = async () => act(async () => vi.advanceTimersByTimeAsync(60_000));
    try {
      const { requests } = await openOverview({ overview: { certificates } });
      const asked = (call: string) => requests.filter((request) => request.call === call);
      await minute();
      expect(asked('tokens.follow').at(-1)?.input).toEqual({ on: true });
      turn(true);
      const drives = asked('backups.drives').length;
      expect(drives).toBeGreaterThan(5);
      await minute();
      expect(asked('tokens.follow').at(-1)?.input).toEqual({ on: false });
      expect(asked('backups.drives')).toHaveLength(drives);
      turn(false);
      await minute();
      expect(asked('tokens.follow').at(-1)?.input).toEqual({ on: true });
      const back = asked('backups.drives').length;
      expect(back).toBeGreaterThan(drives);
      act(() => showVaultStatus({ ...unlockedVault, state: 'locked' }));
      await minute();
      expect(asked('tokens.follow').at(-1)?.input).toEqual({ on: false });
      expect(asked('backups.drives')).toHaveLength(back);
    } finally {
      isHidden.mockRestore();
      vi.useRealTimers();
    }
  });

  it('[B01] a drive shows its free space and backups, and the backup task names it', async () => {
    await openOverview({
      overview: { certificates, tasks: [{ kind: 'backup', none: 1, outdated: 0, last: null }] },
      answers: { 'backups.drives': () => ({ drives: [drive, disc] }) },
    });
    expect(await screen.findByText(/可用 58 .+ · 有 3 份备份/)).toBeDefined();
    expect(screen.getByText('KINGSTON 已插入')).toBeDefined();
    expect(screen.getByText('只读')).toBeDefined();
    await press('备份到 KINGSTON');
    expect(openedWith('backup.create')).toEqual({ start: [], tokenId: null, driveId: id });
  });

  it('the panel shows the backup status when no device is connected', async () => {
    await openOverview({ overview: { certificates, backups: { withKey: 3, current: 3, outdated: 0 } } });
    expect(screen.getByText('3 张证书已备份')).toBeDefined();
    await press('备份 的详情');
    expect(useRoute.getState().room).toBe('backup');
  });
});
