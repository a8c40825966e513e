// SPDX-License-Identifier: Apache-2.0
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TimelinePane, barShare, monthTone } from '../../../renderer/features/timeline/timeline-pane.tsx';
import { YearPane } from '../../../renderer/features/timeline/year-pane.tsx';
import { startI18n } from '../../../renderer/i18n/i18n.ts';
import { monthAndYear, monthName, monthOnly } from '../../../renderer/lib/text/dates.ts';
import { installBridge, installMatchMedia } from '../support/fake-bridge.ts';

beforeEach(async () => {
  installMatchMedia();
  await startI18n('zh-CN');
});
afterEach(cleanup);

it('[L04] each month shows its count and names, and a press chooses it', async () => {
  installBridge({
    'timeline.months': () => ({
      expired: 2,
      months: [
        { month: '2026-12', certificates: 0, names: [], firstEnd: null },
        {
          month: '2027-01',
          certificates: 3,
          names: ['张三', 'invoice\u202Egpj.exe'],
          firstEnd: '2027-01-20T00:00:00Z',
        },
      ],
      later: 1,
    }),
  });
  const chosen = vi.fn<(month: string | null) => void>();
  const { rerender } = render(<TimelinePane chosen={null} onChoose={chosen} />);
  const january = await waitFor(() =>
    screen.getByRole('button', { name: '2027年1月：3 张证书到期（张三、invoice‹U+202E›gpj.exe）' }),
  );
  expect(screen.getByRole('button', { name: '2026年12月：0 张证书到期' })).toHaveProperty('disabled', true);
  expect([screen.getByText('2 张证书已过期'), screen.getByText('1 张证书更晚到期')]).toHaveLength(2);
  expect(january.nextElementSibling?.innerHTML).toBe('1月<br>2027');
  await userEvent.click(january);
  rerender(<TimelinePane chosen="2027-01" onChoose={chosen} />);
  expect(january.getAttribute('aria-pressed')).toBe('true');
  await userEvent.click(january);
  expect(chosen.mock.calls).toEqual([['2027-01'], [null]]);
});

it('[L04] a year without an expiry to remind of says so', () => {
  const choose = () => undefined;
  const month = (certificates: number) => ({ month: '2026-12', certificates, names: [], firstEnd: null });
  const { rerender } = render(<YearPane timeline={{ expired: 0, months: [month(0)], later: 0 }} onChoose={choose} />);
  expect(screen.getByText(/^没有要提醒的到期/)).toBeDefined();
  rerender(<YearPane timeline={{ expired: 2, months: [month(0)], later: 1 }} onChoose={choose} />);
  expect(screen.queryByText(/^没有要提醒的到期/)).toBeNull();
  expect(screen.getByText('今后 12 个月没有到期的证书')).toBeDefined();
  expect([screen.getByText('2 张证书已过期'), screen.getByText('1 张证书更晚到期')]).toHaveLength(2);
  rerender(<YearPane timeline={{ expired: 0, months: [month(1)], later: 0 }} onChoose={choose} />);
  expect(screen.queryByText(/^没有要提醒的到期/)).toBeNull();
});

it('[L04] the last of thirteen months shows its year, because it is the same month as the first', () => {
  const months = Array.from({ length: 13 }, (_, index) => ({
    month: `${index < 7 ? 2026 : 2027}-${String(((index + 5) % 12) + 1).padStart(2, '0')}`,
    certificates: 1,
    names: [],
    firstEnd: null,
  }));
  render(<YearPane timeline={{ expired: 0, months, later: 0 }} onChoose={() => undefined} />);
  const labels = screen.getAllByRole('listitem').map(({ lastElementChild }) => lastElementChild?.textContent);
  expect([labels[0], labels[1], labels[7], labels[12]]).toEqual(['本月', '7月', '2027年1月', '2027年6月']);
});

it('[L04] a January beside this month leaves out its year, for which there is no room', () => {
  const months = Array.from({ length: 13 }, (_month, index) => ({
    month: index === 0 ? '2026-12' : `2027-${String(index).padStart(2, '0')}`,
    certificates: index === 1 ? 1 : 0,
    names: [],
    firstEnd: null,
  }));
  render(<YearPane timeline={{ expired: 0, months, later: 0 }} onChoose={() => undefined} />);
  const labels = [...document.querySelectorAll('li > span[aria-hidden]')].map((label) => label.textContent);
  expect([labels[0], labels[1], labels.at(-1)]).toEqual(['本月', '1月', '2027年12月']);
});

it('[L04] [L01] the colour of a month follows the days left of the first certificate to expire', () => {
  const now = Date.parse('2026-12-01T12:00:00Z');
  const tones = [1, 7, 8, 60, 61].map((days) => monthTone(new Date(now + days * 86_400_000).toISOString(), now));
  expect(tones).toEqual(['bad', 'bad', 'warn', 'warn', 'ok']);
  expect([monthTone(null, now), monthTone(new Date(now - 1000).toISOString(), now)]).toEqual(['ok', 'bad']);
});

it('[L04] one certificate among a thousand still has a visible bar', () => {
  expect([barShare(0, 1000), barShare(1, 1000), barShare(1000, 1000)]).toEqual([0, 6, 100]);
});

it('[L04] [U01] formats short and long months in both languages', () => {
  expect([monthAndYear('2026-11', 'en'), monthName('2026-11', 'en')]).toEqual(['Nov 2026', 'November 2026']);
  expect([monthAndYear('2026-11', 'zh-CN'), monthOnly('2026-12', 'zh-CN')]).toEqual(['2026年11月', '12月']);
});
