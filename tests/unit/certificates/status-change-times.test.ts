// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { bitOf, filterBits } from '../../../main/certificates/list-filters.ts';
import { supersededBy } from '../../../main/certificates/superseded.ts';
import { isWithin, statusIntervalAt, statusChangeTimes } from '../../../main/certificates/status-change-times.ts';
import { daysLeft, startOfDay, statusOf } from '../../../shared/domain/certificates/certificate-status.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';

const spans = [
  ['2026-01-01T00:00:00Z', '2026-09-01T12:00:00Z'],
  ['2026-06-01T00:00:20Z', '2026-12-01T00:00:00Z'],
  ['2026-08-31T23:59:59Z', '2027-03-01T00:00:00Z'],
] as const;
const rows = spans.map(([notBefore, notAfter], index) =>
  certificateRow(`row ${index}`, { notBefore, notAfter, subjectHash: 'one', issuerHash: 'bank' }),
);
const points = statusChangeTimes(rows);

function statusAt(at: number): string {
  const now = new Date(at);
  const successors = supersededBy(rows, now);
  const facts = { chainComplete: true, pathBroken: false, revoked: false };
  const statuses = rows.map((row) => statusOf({ ...row, ...facts, superseded: successors.has(row.sha256) }, now));
  const bits = rows.map((row, index) => {
    const facts = { backup: null, chainState: 'complete', loss: null } as const;
    return filterBits({ row, status: statuses[index] ?? 'valid', facts, isLost: false }, now);
  });
  return JSON.stringify([statuses, [...successors], bits]);
}

test('[L01] [L05] no status changes between two computed change times', () => {
  const near = [-1001, -1000, -999, -1, 0, 1, 2, 999, 1000, 1001];
  const moments = spans
    .flat()
    .flatMap((iso) =>
      [Date.parse(iso), ...[7, 30, 60, 90].map((days) => startOfDay(new Date(iso), -days))].flatMap((at) =>
        near.map((off) => at + off),
      ),
    );
  const changes = new Set<string>();
  for (const at of moments) {
    const { from, until } = statusIntervalAt(points, at);
    const within = moments.filter((other) => isWithin({ from, until }, other));
    expect(within).toContain(at);
    expect(new Set(within.map(statusAt)).size).toBe(1);
    changes.add(statusAt(at));
  }
  expect(changes.size).toBeGreaterThan(6);
});

test('[L01] the interval is the local day if no status changes on it', () => {
  const now = new Date(2026, 5, 1, 9);
  const day = { from: new Date(2026, 5, 1).getTime(), until: new Date(2026, 5, 2).getTime() };
  expect(statusIntervalAt(statusChangeTimes([]), now.getTime())).toEqual(day);
  const odd = statusChangeTimes([{ notBefore: 'never', notAfter: '2026-01-01T00:00:00Z' }]);
  expect(statusIntervalAt(odd, now.getTime())).toEqual(day);
});

test('[L01] [L05] the filter of 30 days and the status count calendar days, as the rows show them', () => {
  const now = new Date(2026, 11, 1, 12, 22);
  const row = (month: number, day: number, hour: number) =>
    certificateRow('row', { notAfter: new Date(2026, month, day, hour).toISOString() });
  const facts = { backup: null, chainState: 'complete', loss: null } as const;
  const isSoon = (each: ReturnType<typeof row>): boolean =>
    (filterBits({ row: each, status: 'expiring', facts, isLost: false }, now) & bitOf('expiring', 30)) !== 0;
  const [morning, evening, next] = [row(11, 31, 8), row(11, 31, 23), row(12, 1, 0)];
  expect([morning, evening, next].map(({ notAfter }) => daysLeft(notAfter, now))).toEqual([30, 30, 31]);
  expect([morning, evening, next].map(isSoon)).toEqual([true, true, false]);
  const statusAt = (each: ReturnType<typeof row>) => statusOf({ ...each, revoked: false, superseded: false }, now);
  expect([row(12, 30, 23), row(12, 31, 0)].map(statusAt)).toEqual(['expiring', 'valid']);
  expect(new Date(startOfDay(new Date(evening.notAfter), -30))).toEqual(new Date(2026, 11, 1));
});
