// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { useGuide } from '../../../renderer/state/enrolment/guide-store.ts';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { changeQuery, useCertificates } from '../../../renderer/state/certificates-store.ts';
import { closeDialogs } from '../../../renderer/state/dialogs/dialogs-store.ts';
import { goTo, useRoute } from '../../../renderer/state/route-store.ts';
import { useSettings } from '../../../renderer/state/settings-store.ts';
import { copyToVault, useTokenObjects } from '../../../renderer/state/tokens/token-objects-store.ts';
import { useTokens } from '../../../renderer/state/tokens/tokens-store.ts';
import { vaultChanged } from '../../../renderer/state/vault/vault-changes.ts';
import { useVault } from '../../../renderer/state/vault/vault-store.ts';
import type { OverviewTask } from '../../../shared/schemas/overview.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';
import { isOpen, openedWith } from '../support/dialogs.tsx';
import { defaultSettings, installMatchMedia, Refusal, unlockedVault } from '../support/fake-bridge.ts';
import {
  openOverview,
  type OverviewOptions,
  press,
  sampleOverview,
  sampleSummaries,
} from '../support/overview-room.tsx';
import { inventoryOf, sampleRow } from '../support/sample-stores.ts';
import { objectsAnswer, samplePair, sampleToken } from '../support/sample-tokens.ts';

const now = Date.now();
const inDays = (days: number): string => new Date(now + days * 86_400_000).toISOString();
const id = '5b0c1d9e-3f7a-4c59-9d3e-0f6f6a1f2b10';
const certificates = sampleSummaries(now).slice(0, 3);
const sha256 = certificates[0]?.sha256 ?? '';
const stolen = { count: 1, items: [{ sha256, name: '张三', loss: 'stolen' as const }] };
const query = () => useCertificates.getState().query;
const due = (name: string, days: number) => ({ about: sha256, sha256, name, notAfter: inDays(days) });

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(() => {
  cleanup();
  act(closeDialogs);
});

describe('[L09] tasks', () => {
  const task = async (each: OverviewTask, more: OverviewOptions = {}) => {
    const bridge = await openOverview({ ...more, overview: { tasks: [each], certificates, ...more.overview } });
    const item = within(screen.getByRole('list', { name: '待办事项' })).getByRole('listitem');
    return { bridge, item, words: item.textContent };
  };

  it('an empty list says so and names the next reminder with its certificate', async () => {
    await openOverview({ overview: { certificates, nextReminder: { at: '2031-04-28T12:00:00Z', name: '张三' } } });
    expect(screen.getByText('没有待办事项')).toBeDefined();
    expect(screen.getByText('下次提醒：2031年4月28日 周一（张三）')).toBeDefined();
    expect(screen.queryByText(/^解锁保险库后/)).toBeNull();
    act(() => useVault.setState({ status: { ...unlockedVault, state: 'locked' } }));
    expect(screen.getByText('解锁保险库后，才显示 USB Key 上的待办事项')).toBeDefined();
  });

  it('[K01] [B04] the recovery code comes first, and certificates with a backup count as backed up without it', async () => {
    const backedUp = certificates.map((each, index) => ({
      ...each,
      backup: index === 0 ? ('none' as const) : ('current' as const),
    }));
    const status = { recoverySaved: false };
    const { words } = await task({ kind: 'recovery-code' }, { status, overview: { certificates: backedUp } });
    expect(words).toBe('先写下恢复码忘记主密码时，只有恢复码能找回私钥。写下恢复码');
    expect(screen.getAllByText('已备份')).toHaveLength(certificates.length - 1);
    // The task and the card without a backup.
    expect(screen.getAllByText('先写下恢复码')).toHaveLength(2);
    expect(screen.queryByText('没有备份')).toBeNull();
    await press('写下恢复码');
    expect(isOpen('vault.recovery')).toBe(true);
  });

  it('[K01] the recovery code task mentions the system account if there is no passphrase', async () => {
    const status = { recoverySaved: false, protectors: [{ kind: 'os-store' as const, createdAt: inDays(-1) }] };
    const { words } = await task({ kind: 'recovery-code' }, { status });
    expect(words).toContain('换电脑或本机账户损坏时');
  });

  it('[B04] the backup task opens the backup, and doesn’t ask again for an unsaved recovery code', async () => {
    const backup = { kind: 'backup', none: 2, outdated: 0, last: null } as const;
    const { words } = await task(backup);
    expect(words).toContain('2 张证书没有备份');
    await press('立即备份');
    expect(openedWith('backup.create')).toEqual({ start: [], tokenId: null });
    cleanup();
    await task(backup, { status: { recoverySaved: false } });
    expect(screen.getByText('恢复码还没有写下')).toBeDefined();
    expect(screen.queryByRole('button', { name: '写下恢复码' })).toBeNull();
    await press('备份…');
    expect(openedWith('backup.create')).toEqual({ start: [], tokenId: null });
  });

  it('[B04] the backup task counts missing and outdated backups, and says where the last one is', async () => {
    const last = { createdAt: '2026-11-21T00:00:00Z', place: '/media/KINGSTON', at: 'folder' } as const;
    const { words } = await task({ kind: 'backup', none: 1, outdated: 2, last });
    expect(words).toContain('1 张证书没有备份，2 张的备份不是最新');
    expect(words).toContain('到 /media/KINGSTON');
  });

  it.each([
    ['web', '如何更新', null],
    ['est', '更新证书', 'renewal'],
    [null, '如何更新', null],
  ] as const)('[E07] offers the renewal that the CA supports, %s: %s', async (protocol, name, dialog) => {
    await task(
      { kind: 'expiring', count: 1, only: null, days: 20, soon: 0, items: [due('张三', 20.4)] },
      {
        answers: {
          'renewals.of': () => ({ profileId: null, protocol, from: inDays(-40), pair: null, left: 0 }),
          'certificates.detail': () => sampleCertificates(now)[0],
        },
      },
    );
    const list = within(screen.getByRole('list', { name: '待办事项' }));
    const button = await list.findByRole('button', { name });
    await act(async () => fireEvent.click(button));
    await waitFor(() =>
      dialog === null
        ? expect(useGuide.getState().guide).toMatchObject({ kind: 'renew' })
        : expect(isOpen(dialog)).toBe(true),
    );
  });

  it('several expiring certificates open the list, and the task says how many expire in 7 days', async () => {
    const items = [due('张三', 1), due('李四', 2), due('王五', 3)];
    const { words } = await task({ kind: 'expiring', count: 9, only: null, days: 59, soon: 4, items });
    expect(words).toBe('9 张证书 59 天内到期其中 4 张 7 天内到期查看');
    await press('查看');
    expect({ filter: query().filter, room: useRoute.getState().room }).toEqual({
      filter: 'expiring',
      room: 'certificates',
    });
  });

  it('[L05] the expiry task lists 60 days, and another filter restores the configured days', async () => {
    const settings = { ...defaultSettings, list: { ...defaultSettings.list, expiringDays: 7 as const } };
    act(() => useSettings.setState({ settings }));
    onTestFinished(() => useSettings.setState({ settings: null }));
    const items = [due('张三', 1), due('李四', 20)];
    await task({ kind: 'expiring', count: 2, only: null, days: 20, soon: 1, items });
    await press('查看');
    expect(query().expiringDays).toBe(60);
    await act(() => changeQuery({ filter: 'all' }));
    expect(query().expiringDays).toBe(7);
  });

  it('several expired certificates open a list of expired ones only', async () => {
    const items = [due('张三', -1), due('李四', -2)];
    await task({ kind: 'expired', count: 2, only: null, items });
    expect(screen.getByText('2 张证书在过去 60 天内过期')).toBeDefined();
    await press('查看');
    expect({ filter: query().filter, room: useRoute.getState().room }).toEqual({
      filter: 'expired',
      room: 'certificates',
    });
  });

  it('[D04] offers to change the date of an expired reminder without a certificate', async () => {
    const entry = {
      id,
      sha256: null,
      name: '工行 U盾',
      notAfter: inDays(-1),
      status: 'expired' as const,
      place: null,
      createdAt: inDays(-100),
    };
    const items = [{ about: id, sha256: null, name: entry.name, notAfter: entry.notAfter }];
    await task({ kind: 'expired', count: 1, only: null, items }, { overview: { watched: [entry] } });
    await act(async () => fireEvent.click(screen.getAllByRole('button', { name: '修改日期' })[0] as HTMLElement));
    expect(openedWith('watch')).toEqual({ entry });
  });

  it('open a downloaded file, continue a loss report, and show missing keys and revoked certificates', async () => {
    const renews = null;
    const guided = {
      id,
      profile: { name: '示例银行', host: 'ca.example.com' },
      purpose: 'apply',
      renews,
      folder: null,
    };
    const state = { startedAt: inDays(-1), files: [], steps: {}, certificate: null, endedAt: null };
    await task(
      { kind: 'arrived', count: 1, webEnrolmentId: id, fileName: 'invoice\u202Egpj.pfx' },
      { answers: { 'webEnrolments.guided': () => ({ ...guided, ...state }) } },
    );
    expect(screen.getByText('invoice‹U+202E›gpj.pfx')).toBeDefined();
    await press('打开');
    await waitFor(() => expect(useGuide.getState().guide).toEqual({ kind: 'apply', replaces: null, id }));
    cleanup();
    const lost = await task({ kind: 'loss', ...stolen, unnotified: ['农行', '工行'], unconfirmed: ['建行'] });
    expect(lost.words).toContain('张三 · 还没通知：农行、工行 · 还没确认吊销：建行');
    await press('继续办理');
    expect(openedWith('loss')).toEqual({ start: sha256 });
    cleanup();
    await task({ kind: 'key-missing', count: 2, items: [{ sha256, name: '张三' }] });
    await press('查看');
    expect(useCertificates.getState().query.filter).toBe('key-missing');
    cleanup();
    await task({ kind: 'revoked', count: 1, only: null, items: [{ sha256, name: '张三' }] });
    await press('查看');
    expect([query().filter, useRoute.getState().room]).toEqual(['revoked', 'certificates']);
  });

  it('lead to pending requests and to a backup that is due for a check', async () => {
    await task({ kind: 'request', count: 1, names: ['示例银行'] });
    await press('继续');
    expect(useRoute.getState().room).toBe('enrolment');
    cleanup();
    await task({ kind: 'verify-backup', backupId: id, lookedAt: '2026-08-01T00:00:00Z' });
    // If the backup is gone, the backup page says so.
    await press('检查');
    await waitFor(() => expect(useRoute.getState().room).toBe('backup'));
  });

  it('[L05] the last task offers to copy a certificate without a reminder from a USB key to the vault', async () => {
    const row = sampleRow({ displayName: '远大商贸', notAfter: '2031-07-29T04:00:00Z', inVault: false });
    const [object] = samplePair(1);
    const bridge = await openOverview({
      overview: { certificates, tasks: [{ kind: 'backup-here' }] },
      answers: {
        'tokens.list': () => ({ tokens: [sampleToken()], unavailable: null }),
        'tokens.objects': ({ input }) => objectsAnswer(object === undefined ? [] : [object], input),
        'stores.inventory': () => inventoryOf([row]),
      },
    });
    await screen.findByText('待办事项 2', {}, { timeout: 3000 });
    const items = within(screen.getByRole('list', { name: '待办事项' })).getAllByRole('listitem');
    expect(items.at(-1)?.textContent).toBe(
      '网银盾 里的 1 张证书还没有提醒远大商贸 2031年7月29日 周二 · 复制到保险库后，到期前提醒您。私钥不会复制。复制到保险库',
    );
    await press('复制到保险库');
    await waitFor(() => expect(openedWith('tokens.take-in')).toEqual({ token: sampleToken() }));
    expect(bridge.requests.filter(({ call }) => call === 'tokens.objects')).not.toEqual([]);
  });

  it('[L05] opens the page of a USB key that cannot be read', async () => {
    const row = sampleRow({ notAfter: '2031-07-29T04:00:00Z', inVault: false });
    await openOverview({
      overview: { certificates },
      answers: {
        'tokens.list': () => ({ tokens: [sampleToken()], unavailable: null }),
        'tokens.objects': () => {
          throw new Refusal('token-removed');
        },
        'stores.inventory': () => inventoryOf([row]),
      },
    });
    await screen.findByText('待办事项 1', {}, { timeout: 3000 });
    await press('复制到保险库');
    await waitFor(() => expect(useRoute.getState().room).toBe('tokens'));
    expect([useTokens.getState().wanted, isOpen('tokens.take-in')]).toEqual(['0123456789', false]);
  });

  it('[L05] reads the USB key once, and opens no dialog after the user leaves the page', async () => {
    let answer: () => void = () => undefined;
    const bridge = await openOverview({
      answers: {
        'tokens.list': () => ({ tokens: [sampleToken()], unavailable: null }),
        'tokens.objects': ({ input }) => new Promise((resolve) => (answer = () => resolve(objectsAnswer([], input)))),
        'stores.inventory': () => inventoryOf([sampleRow({ notAfter: '2031-07-29T04:00:00Z', inVault: false })]),
      },
    });
    await screen.findByText('待办事项 1', {}, { timeout: 3000 });
    await press('复制到保险库');
    expect(screen.getByText('复制到保险库').closest('button')?.getAttribute('aria-disabled') ?? 'true').toBe('true');
    await act(async () => await copyToVault(sampleToken()));
    expect(bridge.requests.filter(({ call }) => call === 'tokens.objects')).toHaveLength(1);
    act(() => goTo('backup'));
    await act(async () => answer());
    await waitFor(() => expect(useTokenObjects.getState().copying).toBe(false));
    expect([useRoute.getState().room, isOpen('tokens.take-in')]).toEqual(['backup', false]);
  });

  it('[L05] reads the certificates on a USB key again only after the vault’s certificates changed', async () => {
    let inVault = false;
    const bridge = await openOverview({
      answers: {
        'tokens.list': () => ({ tokens: [sampleToken()], unavailable: null }),
        'stores.inventory': () => inventoryOf([sampleRow({ notAfter: '2031-07-29T04:00:00Z', inVault })]),
        'overview.read': () => sampleOverview({ own: inVault ? 1 : 0 }),
      },
    });
    await screen.findByText('待办事项 1', {}, { timeout: 3000 });
    const asked = () => JSON.stringify(bridge.requests).split('"limit":100,"place":"token:').length;
    const first = asked();
    await act(async () => vaultChanged());
    expect(asked()).toBe(first);
    inVault = true;
    await act(async () => vaultChanged());
    expect(await screen.findByText('没有待办事项')).toBeTruthy();
    expect(asked()).toBe(first + 1);
  });
});
