// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { activityEvents, activityKindOf, activityKinds } from '../../shared/domain/activity-events.ts';
import type { CallInput } from '../../shared/ipc/contract.ts';
import { ActivityPage } from '../../renderer/features/activity/activity-page.tsx';
import { startI18n } from '../../renderer/i18n/i18n.ts';
import { dayName } from '../../renderer/lib/text/dates.ts';
import { useCertificates } from '../../renderer/state/certificates-store.ts';
import { useRoute } from '../../renderer/state/route-store.ts';
import { showVaultStatus } from '../../renderer/state/vault/vault-store.ts';
import { installBridge, installMatchMedia, Refusal, unlockedVault } from './support/fake-bridge.ts';
import { renderWithDialogs } from './support/dialogs.tsx';
import { sampleCertificates } from './certificates/sample-data.ts';

const hour = 3_600_000;
const detail = sampleCertificates(Date.now())[0];
const gone = 'e'.repeat(64);

/** Entries three hours apart; entry 1 is the oldest. */
function log(length: number) {
  return Array.from({ length }, (_, index) => ({
    seq: length - index,
    at: new Date(Date.now() - index * 3 * hour).toISOString(),
    event: activityEvents[index % activityEvents.length] ?? 'locked',
    detail: {},
    sealed: index > 0,
  }));
}

type Asked = CallInput<'activity.list'>;
interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly event: (typeof activityEvents)[number];
  readonly detail: object;
  readonly sealed: boolean;
}

/** Like main, but `search` matches only the events in `named`. */
function isWanted({ event }: Entry, filter: Asked['filter']): boolean {
  if (filter === undefined) return true;
  const { kind, search, named } = filter;
  return (kind === null || activityKindOf[event] === kind) && (search === '' || named.includes(event));
}

function bridge(
  entries: Entry[],
  verification: object = { seal: 'sealed', findings: [] },
  detailOf: (sha256: string) => unknown = () => detail,
) {
  return installBridge({
    'activity.list': ({ input }) => {
      const { before, limit, filter } = input as Asked;
      const found = entries.filter((entry) => isWanted(entry, filter));
      const rest = found.filter(({ seq }) => before === null || seq < before);
      const counts = activityKinds.map((kind) => [
        kind,
        entries.filter(({ event }) => activityKindOf[event] === kind).length,
      ]);
      return { entries: rest.slice(0, limit), total: found.length, counts: Object.fromEntries(counts) as unknown };
    },
    'activity.verify': () => ({ entries: entries.length, ...verification }),
    'activity.acceptSeal': () => ({ ...unlockedVault, seal: 'sealed' }),
    'activity.write': () => ({ displayPath: '/home/li/activity.jsonl', entries: entries.length }),
    'files.chooseDestination': () => ({
      outcome: 'chosen',
      destinationId: '22222222-2222-4222-8222-222222222222',
      displayPath: '/home/li/activity.jsonl',
    }),
    'certificates.detail': ({ input }) => {
      const { sha256 } = input as { sha256: string };
      if (sha256 === gone) throw new Refusal('not-found');
      return detailOf(sha256);
    },
  });
}

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  act(() => showVaultStatus(unlockedVault));
});
afterEach(cleanup);

it('[K07] describes every event in words, by day, with the newest first', async () => {
  bridge(log(activityEvents.length));
  render(<ActivityPage />);
  await userEvent.click(await screen.findByText('显示更早的记录'));
  await waitFor(() => expect(screen.queryByText('显示更早的记录')).toBeNull());
  const rows = await screen.findAllByText(
    (_, element) => element?.tagName === 'LI' && element.hasAttribute('data-seq'),
  );
  expect(rows.map((row) => row.dataset['seq'])).toEqual(
    activityEvents.map((_, index) => String(activityEvents.length - index)),
  );
  expect(new Set(rows.map((row) => row.querySelector('div > div')?.textContent)).size).toBe(activityEvents.length);
  for (const row of rows) expect(row.textContent).not.toMatch(/activity\.|undefined/);
  // The entries cover at least three days.
  expect(screen.getAllByRole('heading', { level: 2 }).length).toBeGreaterThan(2);
  expect(rows.filter((row) => row.textContent?.includes('尚未检查'))).toEqual([rows[0]]);
});

it.each([
  ['backup-failed', 'backup-gone', '找不到'],
  ['backup-failed', 'backup-damaged', '已损坏'],
  ['backup-failed', 'destination-unreadable', '检查未通过'],
  ['reply-refused', 'chain-broken', '不是随附的上级证书签发的'],
  ['exported', 'p12', '证书和私钥（.p12）'],
] as const)('[K07] shows what happened in words: %s, %s', async (event, what, words) => {
  bridge([{ seq: 1, at: new Date().toISOString(), event, detail: { what }, sealed: true }]);
  render(<ActivityPage />);
  const row = await screen.findByText((_, element) => element?.tagName === 'LI' && element.hasAttribute('data-seq'));
  expect(row.textContent).toContain(words);
  expect(row.textContent).not.toMatch(/[a-z]-[a-z]/);
});

it('[K07] loads older entries only on request', async () => {
  const { requests } = bridge(log(120));
  render(<ActivityPage />);
  expect(await screen.findByText('已显示 50 条，共 120 条')).toBeDefined();
  await userEvent.click(screen.getByText('显示更早的记录'));
  expect(await screen.findByText('已显示 100 条，共 120 条')).toBeDefined();
  await userEvent.click(screen.getByText('显示更早的记录'));
  await waitFor(() => expect(screen.queryByText('显示更早的记录')).toBeNull());
  expect(document.querySelectorAll('[data-seq]')).toHaveLength(120);
  expect(requests.filter(({ call }) => call === 'activity.list')).toHaveLength(3);
});

it('[K07] links a certificate by its name while it exists, and says when it is gone', async () => {
  const sha256 = detail?.sha256 ?? '';
  const [entry] = log(1);
  if (entry === undefined) throw new Error('no entry');
  bridge([{ ...entry, event: 'imported', detail: { certificates: [sha256, gone], count: 5, keys: 1 } }]);
  render(<ActivityPage />);
  await userEvent.click(await screen.findByRole('button', { name: detail?.displayName ?? '' }));
  expect(useCertificates.getState().selected).toBe(sha256);
  expect(useRoute.getState().room).toBe('certificates');
  expect(screen.getByText(/eeeeeeee（已不在保险库里）/)).toBeDefined();
  expect(screen.getByText('另有 3 张')).toBeDefined();
  expect(screen.getByText('1 个私钥')).toBeDefined();
});

it('[K07] [G04] shows the bank or issuer behind a name that repeats, but not within an identity', async () => {
  const ids = ['a', 'b', 'c', 'd'].map((each) => each.repeat(64));
  const [entry] = log(1);
  if (entry === undefined || detail === undefined) throw new Error('no entry');
  const { notBefore, notAfter, status } = detail;
  const part = { notBefore, notAfter, status, hasKey: true, backup: null };
  const [, , signing, encryption] = ids.map((sha256) => ({ ...part, sha256 }));
  bridge(
    [
      { ...entry, seq: 2, event: 'loss-reference', detail: { certificates: ids.slice(0, 1), count: 1, what: 'A-77' } },
      { ...entry, event: 'loss-notified', detail: { certificates: ids.slice(1), count: 3, what: '远山银行' } },
    ],
    undefined,
    (sha256) => {
      const holder = {
        ...detail,
        sha256,
        displayName: '王芳',
        issuer: 'CN=CFCA ACS OCA31',
        issuerName: 'CFCA ACS OCA31',
      };
      const bank = { subject: 'CN=王芳,OU=海川银行,O=CFCA' };
      const li = { displayName: '李四', pair: { signing, encryption } };
      return { ...holder, ...[bank, { subject: 'CN=王芳' }, li, li][ids.indexOf(sha256)] };
    },
  );
  render(<ActivityPage />);
  await screen.findByRole('button', { name: '王芳 · 海川银行' }, { timeout: 5000 });
  await screen.findByRole('button', { name: '王芳 · CFCA ACS OCA31' });
  await waitFor(() => expect(screen.getAllByRole('button', { name: '李四' })).toHaveLength(2));
  expect(screen.getByText('A-77')).toBeDefined();
});

it('[K07] lists each finding of a broken seal, and acknowledges it only on a press', async () => {
  const findings = (
    [
      'recipient-swapped',
      'protectors-changed',
      'key-swapped',
      'log-cut',
      'log-recomputed',
      'log-chain',
      'revision-behind',
    ] as const
  ).map((problem) => ({ problem, affected: problem === 'protectors-changed' ? 'passphrase' : 'x' }));
  const { requests } = bridge(log(3), { seal: 'broken', findings });
  render(<ActivityPage />);
  expect(await screen.findByText('保险库被改动过')).toBeDefined();
  const lines = screen.getAllByText((_, element) => element?.hasAttribute('data-problem') ?? false);
  expect(lines).toHaveLength(findings.length);
  expect(lines[1]?.textContent).toContain('主密码');
  expect(new Set(lines.map((line) => line.textContent)).size).toBe(findings.length);
  expect(requests.some(({ call }) => call === 'activity.acceptSeal')).toBe(false);
  await userEvent.click(screen.getByText('我已查看，继续使用'));
  expect(requests.some(({ call }) => call === 'activity.acceptSeal')).toBe(true);
});

it('[K07] a locked vault offers to unlock for the check', async () => {
  act(() => showVaultStatus({ ...unlockedVault, state: 'locked' }));
  bridge(log(3), { seal: 'unknown', findings: [] });
  render(<ActivityPage />);
  expect(await screen.findByText('解锁并检查')).toBeDefined();
});

it('[U06] an empty log offers to import the first certificate', async () => {
  bridge([]);
  render(<ActivityPage />);
  const title = await screen.findByText('还没有记录');
  expect(within(title.parentElement ?? document.body).getByText('导入第一张证书')).toBeDefined();
});

it('[U01] names today and yesterday in the local time zone', () => {
  const words = { today: '今天', yesterday: '昨天' };
  const now = new Date(2026, 10, 24, 0, 30);
  const at = (date: Date) => dayName(date.toISOString(), 'zh-CN', words, now);
  expect(at(new Date(2026, 10, 24, 0, 10))).toBe('今天 · 2026年11月24日星期二');
  expect(at(new Date(2026, 10, 23, 23, 50))).toBe('昨天 · 2026年11月23日星期一');
  expect(at(new Date(2026, 10, 22))).toBe('2026年11月22日星期日');
});

const shownRows = () => document.querySelectorAll('[data-seq]');

it('[K07] chips count the entries of each kind, and show only that kind', async () => {
  const entries = log(3).map((entry, index): Entry => ({
    ...entry,
    event: (['imported', 'backed-up', 'imported'] as const)[index] ?? 'imported',
  }));
  bridge(entries);
  render(<ActivityPage />);
  const kinds = await screen.findByRole('radiogroup', { name: '显示' });
  expect(within(kinds).getAllByRole('radio')).toHaveLength(3);
  expect(kinds.textContent).toBe('全部3导入2备份1');
  await userEvent.click(within(kinds).getByRole('radio', { name: /备份/ }));
  await waitFor(() => expect(shownRows()).toHaveLength(1));
  expect(shownRows()[0]?.textContent).toContain('已备份，试恢复通过');
  expect(kinds.textContent).toBe('全部3导入2备份1');
});

it('[K07] the search finds the words that the page shows, and offers to show all without a match', async () => {
  const { requests } = bridge(log(activityEvents.length));
  render(<ActivityPage />);
  await screen.findByText('锁定了保险库');
  const search = screen.getByRole('searchbox', { name: '搜索活动记录' });
  await userEvent.type(search, '恢复码');
  await waitFor(() => expect(shownRows()).toHaveLength(1));
  expect(shownRows()[0]?.textContent).toContain('生成了恢复码');
  expect(requests.findLast(({ call }) => call === 'activity.list')?.input).toMatchObject({
    filter: { kind: null, search: '恢复码', named: ['recovery-code-replaced'] },
  });
  await userEvent.clear(search);
  await userEvent.type(search, 'zzz');
  await userEvent.click(await screen.findByRole('button', { name: '显示全部' }));
  await waitFor(() => expect(shownRows().length).toBeGreaterThan(20));
});

it('[K07] exports the log to the chosen place, only on a press', async () => {
  const { requests } = bridge(log(3));
  renderWithDialogs(<ActivityPage />);
  await userEvent.click(await screen.findByRole('button', { name: '导出…' }));
  const dialog = await screen.findByRole('dialog', { name: '导出活动记录' });
  const write = within(dialog).getByRole<HTMLButtonElement>('button', { name: '导出' });
  expect(write.disabled).toBe(true);
  await userEvent.click(within(dialog).getByRole('button', { name: /选择/ }));
  await waitFor(() => expect(write.disabled).toBe(false));
  expect(requests.some(({ call }) => call === 'activity.write')).toBe(false);
  await userEvent.click(write);
  expect(await screen.findByText('已导出 3 条记录')).toBeDefined();
  expect(requests.find(({ call }) => call === 'activity.write')?.input).toEqual({
    destinationId: '22222222-2222-4222-8222-222222222222',
  });
});

it('[U01] names the place of a backup in the language of the window', async () => {
  const backedUp = {
    seq: 1,
    at: new Date().toISOString(),
    event: 'backed-up',
    detail: { what: 'folder' },
    sealed: true,
  };
  bridge([backedUp as Entry]);
  await startI18n('zh-CN');
  render(<ActivityPage />);
  expect(await screen.findByText('文件夹')).toBeTruthy();
  expect(screen.queryByText('folder')).toBeNull();
});

it('[K07] [B03] says of a restored backup where its certificates were installed', async () => {
  const entries = log(1).map((entry) => ({
    ...entry,
    event: 'backup-restored' as const,
    detail: { count: 1, what: 'chromium, firefox' },
  }));
  bridge(entries);
  render(<ActivityPage />);
  await screen.findByText('备份时安装在 Chromium、Firefox');
});
