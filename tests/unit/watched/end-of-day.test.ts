// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { endOfDay } from '../../../main/watched/end-of-day.ts';

test('[D04] the last day is valid until its last millisecond in local time', () => {
  const end = new Date(endOfDay('2028-02-29'));
  expect([end.getFullYear(), end.getMonth(), end.getDate()]).toEqual([2028, 1, 29]);
  expect([end.getHours(), end.getMinutes(), end.getSeconds(), end.getMilliseconds()]).toEqual([23, 59, 59, 999]);
});

test('[D04] the day ends at 16:00 UTC in Shanghai, and a day with a clock change is complete', () => {
  const zone = process.env['TZ'];
  try {
    process.env['TZ'] = 'Asia/Shanghai';
    expect(endOfDay('2027-03-31')).toBe('2027-03-31T15:59:59.999Z');
    process.env['TZ'] = 'Europe/Berlin';
    expect(endOfDay('2027-03-28')).toBe('2027-03-28T21:59:59.999Z');
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test.each(['2027-02-29', '2027-13-01', '27-1-1', '', '2027-00-10'])('[D04] refuses %j as a day', (day) => {
  expect(() => endOfDay(day)).toThrow(expect.objectContaining({ code: 'invalid-input' }));
});
