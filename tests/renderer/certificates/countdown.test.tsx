// SPDX-License-Identifier: Apache-2.0
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CountdownCell } from '../../../renderer/features/certificates/table/certificate-cells.tsx';
import { startI18n, useText } from '../../../renderer/i18n/i18n.ts';
import { countdown, statusNow } from '../../../renderer/lib/text/countdown.ts';
import { useCountdown } from '../../../renderer/lib/text/countdown-text.ts';
import type { ListRow } from '../../../shared/schemas/certificates/list-row.ts';
import { sampleCertificates } from './sample-data.ts';

const day = 86_400_000;
const hour = 3_600_000;
const now = Date.parse('2026-11-24T12:00:00Z');
const at = (ms: number) => new Date(now + ms).toISOString();

describe('[L01] countdown', () => {
  it('shows calendar days above three days, then hours, then minutes, rounded down', () => {
    const left = (ms: number) => countdown(now - day, now + ms, now);
    expect(left(20 * day)).toMatchObject({ phase: 'running', unit: 'days', count: 20 });
    const midnight = new Date(2026, 10, 25).getTime() - now;
    expect(left(20 * day + midnight - 1)).toMatchObject({ unit: 'days', count: 20 });
    expect(left(20 * day + midnight)).toMatchObject({ unit: 'days', count: 21 });
    expect(left(3 * day + 1)).toMatchObject({ unit: 'days', count: 3 });
    expect(left(3 * day)).toMatchObject({ unit: 'hours', count: 72 });
    expect(left(hour)).toMatchObject({ unit: 'hours', count: 1 });
    expect(left(hour - 1)).toMatchObject({ unit: 'minutes', count: 59 });
    expect(left(0)).toMatchObject({ phase: 'running', unit: 'minutes', count: 1 });
  });

  it('counts the days since expiry and until the start', () => {
    expect(countdown(now - 400 * day, now - 12 * day, now)).toMatchObject({
      phase: 'expired',
      count: 12,
      fraction: 0,
    });
    expect(countdown(now + 5 * day, now + 400 * day, now)).toMatchObject({ phase: 'not-yet', count: 5, fraction: 1 });
  });

  it('[D04] counts days for an end known only to the day, and hours only on its last day', () => {
    const end = new Date(2026, 10, 24, 23, 59, 59).getTime();
    const byDay = (ms: number) => countdown(end - 400 * day, end, end + ms, true);
    expect(byDay(63 * hour)).toMatchObject({ phase: 'expired', unit: 'days', count: 3 });
    expect(byDay(2_000)).toMatchObject({ phase: 'expired', unit: 'days', count: 1 });
    expect(byDay(-25 * hour)).toMatchObject({ phase: 'running', unit: 'days', count: 1 });
    expect(byDay(-5 * hour)).toMatchObject({ phase: 'running', unit: 'hours', count: 5 });
  });

  it('fills the ring by the share of the period that is left', () => {
    expect(countdown(now - 3 * day, now + day, now).fraction).toBeCloseTo(0.25);
  });

  it('updates the status with the clock, but never that of a revoked certificate', () => {
    expect(statusNow('valid', at(-day), at(61 * day), now)).toBe('valid');
    expect(statusNow('valid', at(-day), at(60 * day), now)).toBe('expiring');
    expect(statusNow('expiring', at(-day), at(-1), now)).toBe('expired');
    expect(statusNow('not-yet-valid', at(1), at(400 * day), now)).toBe('not-yet-valid');
    expect(statusNow('revoked', at(-day), at(-1), now)).toBe('revoked');
  });
});

describe('[L01] live countdown on screen', () => {
  beforeEach(() => vi.useFakeTimers({ now }));
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  function Left() {
    return <p>{useCountdown(at(-day), at(3 * day + 15_000)).text}</p>;
  }

  it('changes from days to hours to “expired” without a reload', async () => {
    await startI18n('zh-CN');
    render(<Left />);
    expect(screen.getByText('3 天')).toBeDefined();
    act(() => void vi.advanceTimersByTime(20_000));
    expect(screen.getByText('71 小时')).toBeDefined();
    act(() => void vi.advanceTimersByTime(15 * day));
    expect(screen.getByText('已过期 12 天')).toBeDefined();
  });

  it('has the singular in English', async () => {
    await startI18n('en');
    function Day() {
      return <p>{useCountdown(at(-19 * day), at(-13 * day)).text}</p>;
    }
    render(<Day />);
    expect(screen.getByText('Expired 13 days ago')).toBeDefined();
    function Hour() {
      return <p>{useCountdown(at(-9 * day), at(1.5 * hour)).text}</p>;
    }
    render(<Hour />);
    expect(screen.getByText('1 hour')).toBeDefined();
  });
});

function FirstCell({ from, until }: { from: number; until: number }) {
  const text = useText();
  const [sample] = sampleCertificates(now, 1);
  if (sample === undefined) return null;
  const certificate: ListRow = {
    ...sample,
    status: 'valid',
    notBefore: at(from),
    notAfter: at(until),
    inVault: true,
    where: [],
    part: null,
  };
  const context = { columns: [], text, now, isComfortable: true };
  return <CountdownCell certificate={certificate} context={context} />;
}

it('[L01] counts down to expiry, even before the start', async () => {
  await startI18n('en');
  const { rerender } = render(<FirstCell from={9 * day} until={740 * day} />);
  expect(screen.getByText('740 days').textContent).toContain('3 Dec 2028');
  rerender(<FirstCell from={-day} until={9 * day} />);
  expect(screen.getByText('9 days').textContent).toContain('3 Dec 2026');
  cleanup();
});
