// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { WatchedPane } from '../../../renderer/features/watched/watched-pane.tsx';
import { WatchDialog } from '../../../renderer/features/watched/watch-dialog.tsx';
import { WatchOffer } from '../../../renderer/features/imports/watch-offer.tsx';
import { KeyCell } from '../../../renderer/features/certificates/table/certificate-cells.tsx';
import { useText, startI18n } from '../../../renderer/i18n/i18n.ts';
import { localDay } from '../../../renderer/lib/text/dates.ts';
import { useToasts } from '../../../renderer/state/toasts-store.ts';
import { toggleWatched, useWatched } from '../../../renderer/state/reminders/watched-store.ts';
import { followReminder } from '../../../renderer/state/enrolment/renewal.ts';
import { showTask } from '../../../renderer/features/overview/show-in-list.ts';
import { installBridge, installMatchMedia, Refusal } from '../support/fake-bridge.ts';
import { sampleCertificates } from '../certificates/sample-data.ts';

const day = 86_400_000;
const entry = (change: Partial<Watched> = {}): Watched => ({
  id: '11111111-0000-4000-8000-000000000000',
  sha256: null,
  name: '工商银行 U盾',
  notAfter: new Date(Date.now() + 20 * day).toISOString(),
  status: 'expiring',
  place: '工商银行网上银行',
  createdAt: new Date(Date.now() - 100 * day).toISOString(),
  ...change,
});

function bridge(entries: Watched[]) {
  let kept = entries;
  return installBridge({
    'watched.list': () => ({ entries: kept }),
    'watched.add': ({ input }) => {
      const added = entry({ ...(input as object), id: '22222222-0000-4000-8000-000000000000' });
      const { lastDay: _, ...whole } = added as Watched & { lastDay?: string };
      kept = [...kept, whole];
      return whole;
    },
    'watched.change': () => {
      throw new Refusal('disk-full');
    },
    'watched.addCertificate': () => entry({ sha256: 'a'.repeat(64) }),
    'watched.remove': ({ input }) => {
      kept = kept.filter(({ id }) => id !== (input as { id: string }).id);
      return {};
    },
    'certificates.detail': () => ({ ...sampleCertificates(Date.now())[0], hasPrivateKey: false, watched: false }),
  });
}

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
  act(() => {
    useWatched.setState({ entries: null, error: null, isOpen: false });
    useToasts.setState({ toasts: [] });
  });
});
afterEach(cleanup);

it('[D04] shows name, place, countdown, last day with its weekday, and what to do when it is due', async () => {
  bridge([entry(), entry({ id: '33333333-0000-4000-8000-000000000000', sha256: 'b'.repeat(64), name: 'certificate' })]);
  render(<WatchedPane isBelowList={false} />);
  const section = await screen.findByRole('region', { name: '只提醒到期' });
  const rows = within(section).getAllByRole('listitem');
  // The certificate list shows the second entry instead.
  expect(rows).toHaveLength(1);
  expect(rows[0]?.textContent).toMatch(/工商银行 U盾.*即将到期.*(19|20) 天.*星期.*“工商银行网上银行”/);
});

it('[D04] the ring of a reminder claims no share of the time, because no start date is known', async () => {
  const past = entry({
    id: '33333333-0000-4000-8000-000000000000',
    notAfter: new Date(Date.now() - day).toISOString(),
    status: 'expired',
  });
  bridge([entry(), past]);
  render(<WatchedPane isBelowList={false} />);
  const rows = within(await screen.findByRole('region', { name: '只提醒到期' })).getAllByRole('listitem');
  const dashes = rows.map((row) =>
    [...row.querySelectorAll('circle')].map((each) => each.getAttribute('stroke-dasharray')),
  );
  expect(dashes).toEqual([[null], ['2 3']]);
});

it('[D04] below certificates, only a row with the count is shown until it is pressed, and it stays open', async () => {
  bridge([entry()]);
  const { unmount } = render(<WatchedPane isBelowList />);
  const toggle = await screen.findByRole('button', { name: '只提醒到期 1', expanded: false });
  expect([screen.queryByRole('listitem'), screen.queryByRole('button', { name: '添加提醒' })]).toEqual([null, null]);
  await userEvent.click(toggle);
  expect(toggle.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByRole('listitem')).toBeTruthy();
  unmount();
  render(<WatchedPane isBelowList />);
  expect(await screen.findByRole('listitem')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: '只提醒到期 1' }));
  expect(screen.queryByRole('listitem')).toBeNull();
});

it('[D04] a notice or a task that leads to an entry opens the folded section', async () => {
  bridge([entry()]);
  render(<WatchedPane isBelowList />);
  await screen.findByRole('button', { name: '只提醒到期 1', expanded: false });
  await act(async () => followReminder('certificates', null));
  expect(screen.getByRole('listitem')).toBeTruthy();
  act(() => toggleWatched());
  act(() => showTask('expiring', []));
  expect(screen.getByRole('listitem')).toBeTruthy();
});

it('[D04] says days, not hours, since the last day', async () => {
  const last = new Date();
  last.setDate(last.getDate() - 2);
  last.setHours(23, 59, 59, 0);
  bridge([entry({ notAfter: last.toISOString(), status: 'expired' })]);
  render(<WatchedPane isBelowList={false} />);
  expect(await screen.findByText('已过期 2 天')).toBeTruthy();
});

it('[D04] shows nothing while nothing is watched', async () => {
  const { requests } = bridge([]);
  const { container } = render(<WatchedPane isBelowList={false} />);
  await waitFor(() => expect(requests.map(({ call }) => call)).toContain('watched.list'));
  expect(container.textContent).toBe('');
});

it('[D04] [U07] undoing a removal restores the same date', async () => {
  const kept = entry();
  const { requests } = bridge([kept]);
  render(<WatchedPane isBelowList={false} />);
  await userEvent.click(await screen.findByRole('button', { name: '移除“工商银行 U盾”' }));
  await waitFor(() => expect(screen.queryByRole('listitem')).toBeNull());
  await act(async () => useToasts.getState().toasts[0]?.undo?.());
  expect(requests.find(({ call }) => call === 'watched.add')?.input).toEqual({
    name: kept.name,
    lastDay: localDay(kept.notAfter),
    place: kept.place,
  });
  expect(await screen.findByRole('listitem')).toBeTruthy();
});

it('[D04] saves the date, and shows it with its weekday', async () => {
  const { requests } = bridge([]);
  const user = userEvent.setup();
  let closed = false;
  render(<WatchDialog entry={null} onClose={() => (closed = true)} />);
  const save = screen.getByRole('button', { name: '保存' });
  expect(save.hasAttribute('disabled')).toBe(true);
  await user.keyboard('建行 U盾');
  const date = screen.getByLabelText('到期日');
  await user.type(date, '0028-02-29');
  expect(save.hasAttribute('disabled')).toBe(true);
  await user.clear(date);
  await user.type(date, '2028-02-29');
  await screen.findByText('2028年2月29日星期二当天仍有效');
  await user.click(screen.getByLabelText('用在哪里'));
  await user.keyboard('  ');
  await user.click(save);
  await waitFor(() => expect(closed).toBe(true));
  expect(requests.find(({ call }) => call === 'watched.add')?.input).toEqual({
    name: '建行 U盾',
    lastDay: '2028-02-29',
    place: null,
  });
});

it('[D04] [U08] a change that main refuses keeps what was typed, and says why', async () => {
  bridge([entry()]);
  render(<WatchDialog entry={entry()} onClose={() => undefined} />);
  await userEvent.type(screen.getByLabelText('名称'), ' 2');
  await userEvent.click(screen.getByRole('button', { name: '保存' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/磁盘空间/);
  expect(screen.getByLabelText<HTMLInputElement>('名称').value).toBe('工商银行 U盾 2');
});

it('[D04] offers to only watch a certificate that was imported without its key', async () => {
  const { requests } = bridge([]);
  const found = sampleCertificates(Date.now())[0];
  if (found === undefined) throw new Error('no sample');
  const certificates = [{ ...found, hasPrivateKey: false, isCa: false } as never];
  render(<WatchOffer certificates={certificates} />);
  await userEvent.click(await screen.findByRole('button', { name: '只提醒到期' }));
  expect((await screen.findByRole('alert')).textContent).toMatch('已设为只提醒到期');
  expect(requests.some(({ call }) => call === 'watched.addCertificate')).toBe(true);
});

it('[D04] a watched certificate is not shown as one without its key', () => {
  const [detail] = sampleCertificates(Date.now());
  if (detail === undefined) throw new Error('no sample');
  const Cell = () => {
    const text = useText();
    const certificate = { ...detail, hasPrivateKey: false, watched: true, inVault: true, where: [], part: null };
    const context = { columns: [], text, now: Date.now(), isComfortable: false };
    return <KeyCell certificate={certificate} context={context} />;
  };
  const { container } = render(<Cell />);
  expect(container.textContent).toBe('只提醒到期');
});
