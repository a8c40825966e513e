// SPDX-License-Identifier: Apache-2.0
import { afterAll, describe, expect, test } from 'vitest';
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import {
  planReminders,
  reminderTime,
  snoozeUntil,
  standardReminderDays,
  untouched,
} from '../../../shared/domain/certificates/reminder-plan.ts';
import type { QuietHours, ReminderState } from '../../../shared/domain/certificates/reminder-plan.ts';

const zone = process.env['TZ'];
process.env['TZ'] = 'Asia/Shanghai';
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** 23:59:59 in Shanghai. */
const notAfter = '2027-03-31T15:59:59.000Z';

function plan(
  now: string,
  state: Partial<ReminderState> = {},
  { quietHours = null, timeZone = 'UTC' }: { quietHours?: QuietHours | null; timeZone?: string } = {},
) {
  const { due, next, reached } = planReminders({
    items: [{ about: 'a', notAfter, state: { ...untouched, ...state } }],
    days: standardReminderDays,
    quietHours,
    now: new Date(now),
    timeZone,
  });
  return { due: due.map(({ days }) => days), next, reached };
}
const notified = (days: number) => ({ notified: { notAfter, days } });

describe('due reminders', () => {
  test.each(standardReminderDays)(
    '[R01] the notice for %i days comes on the local day that many days before the day of expiry',
    (days) => {
      const at = new Date(reminderTime(notAfter, days));
      expect(at).toEqual(new Date(2027, 2, 31 - days));
      expect(daysLeft(notAfter, new Date(at.getTime() - 1))).toBe(days + 1);
      expect(daysLeft(notAfter, at)).toBe(days);
      const before = standardReminderDays[standardReminderDays.indexOf(days) - 1];
      const state = before === undefined ? {} : notified(before);
      const early = plan(new Date(at.getTime() - 1).toISOString(), state);
      expect(early).toMatchObject({ due: [], next: at.toISOString() });
      expect(plan(at.toISOString(), state).due).toEqual([days]);
      expect(plan(at.toISOString(), notified(days)).due).toEqual([]);
    },
  );

  test('[R01] a daylight saving change does not move the day', () => {
    process.env['TZ'] = 'Europe/Berlin';
    const times = [7, 3, 1].map((days) => new Date(reminderTime(notAfter, days)).toISOString());
    const left = daysLeft(notAfter, new Date('2027-03-23T23:00:00Z'));
    process.env['TZ'] = 'Asia/Shanghai';
    expect(times).toEqual(['2027-03-23T23:00:00.000Z', '2027-03-27T23:00:00.000Z', '2027-03-29T22:00:00.000Z']);
    expect(left).toBe(7);
  });

  test('[R01] after a long sleep, one notice comes, for the nearest day reached', () => {
    expect(plan('2027-03-26T12:00:00Z').due).toEqual([7]);
    expect(plan('2027-03-29T12:00:00Z', notified(30)).due).toEqual([3]);
    expect(plan('2027-03-31T12:00:00Z', notified(3)).due).toEqual([0]);
  });

  test('[R01] a missed expiry is reported once, and no longer after 30 days', () => {
    expect(plan('2027-04-10T12:00:00Z', notified(14)).due).toEqual([0]);
    expect(plan('2027-04-10T12:00:00Z', notified(0))).toMatchObject({ due: [], next: null });
    expect(plan('2027-05-01T12:00:00Z', notified(14))).toMatchObject({ due: [], next: null });
  });

  test('[R03] the tray counts reached days, notified or not, unless off or long past', () => {
    const at = (now: string, state: Partial<ReminderState> = {}) => plan(now, state).reached;
    expect([at('2027-01-29T15:59:59Z'), at('2027-01-29T16:00:00Z')]).toEqual([0, 1]);
    expect(at('2027-03-29T12:00:00Z', notified(1))).toBe(1);
    expect(at('2027-03-29T12:00:00Z', { days: [] })).toBe(0);
    expect([at('2027-04-20T12:00:00Z'), at('2027-05-20T12:00:00Z')]).toEqual([1, 0]);
  });

  test('[R01] a certificate’s own days replace the standard ones, even if there are none', () => {
    expect(plan('2027-01-25T12:00:00Z', { days: [90, 45] }).due).toEqual([90]);
    expect(plan('2027-03-31T12:00:00Z', { days: [] })).toMatchObject({ due: [], next: null });
  });

  test('[R01] [D04] a watched entry with a new end date starts over', () => {
    const former = { notified: { notAfter: '2027-01-31T15:59:59.000Z', days: 0 } };
    expect(plan('2027-03-20T12:00:00Z', former).due).toEqual([14]);
  });

  test('[R01] a snooze holds notices back, then shows one even without another day reached', () => {
    const snoozed = { ...notified(14), snoozedUntil: '2027-03-22T09:00:00.000Z' };
    expect(plan('2027-03-20T12:00:00Z', snoozed)).toMatchObject({ due: [], next: '2027-03-22T09:00:00.000Z' });
    expect(plan('2027-03-22T09:00:00Z', snoozed).due).toEqual([14]);
    // A snooze never covers the day of expiry.
    const late = { ...notified(1), snoozedUntil: '2027-04-22T09:00:00.000Z' };
    expect(plan('2027-03-30T16:00:00Z', late).due).toEqual([0]);
    expect(snoozeUntil(notAfter, new Date('2027-03-20T09:00:00Z'))).toBe('2027-03-27T09:00:00.000Z');
    expect(snoozeUntil(notAfter, new Date('2027-03-27T09:00:00Z'))).toBe('2027-03-30T16:00:00.000Z');
    expect(snoozeUntil(notAfter, new Date('2027-03-31T09:00:00Z'))).toBeNull();
  });
});

describe('quiet hours', () => {
  const night = { from: 22, to: 8 };

  test.each([
    ['Asia/Shanghai', '2027-03-20T14:00:00Z', '2027-03-21T00:00:00.000Z'],
    ['Asia/Shanghai', '2027-03-20T23:59:59Z', '2027-03-21T00:00:00.000Z'],
    ['Asia/Kolkata', '2027-03-20T18:00:00Z', '2027-03-21T02:30:00.000Z'],
  ])('[R01] in %s at %s a notice waits until %s', (timeZone, now, next) => {
    expect(plan(now, notified(30), { quietHours: night, timeZone })).toMatchObject({ due: [], next });
    expect(plan(next, notified(30), { quietHours: night, timeZone }).due).toEqual([14]);
  });

  test('[R01] nothing waits by day, or when both hours are equal', () => {
    expect(plan('2027-03-20T13:59:59Z', notified(30), { quietHours: night, timeZone: 'Asia/Shanghai' }).due).toEqual([
      14,
    ]);
    expect(plan('2027-03-20T02:00:00Z', notified(30), { quietHours: { from: 8, to: 8 } }).due).toEqual([14]);
    expect(plan('2027-03-20T13:00:00Z', notified(30), { quietHours: { from: 12, to: 14 } }).due).toEqual([]);
  });

  test('[R01] quiet hours end by the wall clock on the night of a clock change', () => {
    // 2027-03-28 in Berlin has 23 hours: 8:00 is 6:00 UTC.
    const berlin = { quietHours: night, timeZone: 'Europe/Berlin' };
    expect(plan('2027-03-28T05:59:59Z', notified(7), berlin).due).toEqual([]);
    expect(plan('2027-03-28T06:00:00Z', notified(7), berlin).due).toEqual([3]);
  });
});
