// SPDX-License-Identifier: Apache-2.0
import { afterAll, expect, test } from 'vitest';
import { calendarOf } from '../../../main/reminders/calendar.ts';
import type { RemindedItem } from '../../../main/reminders/reminded-items.ts';
import { untouched } from '../../../shared/domain/certificates/reminder-plan.ts';
import { calendarFile, calendarText } from '../../../shared/sinks/icalendar.ts';

const zone = process.env['TZ'];
process.env['TZ'] = 'Asia/Shanghai';
afterAll(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

const item: RemindedItem = {
  about: 'ab'.repeat(32),
  sha256: 'ab'.repeat(32),
  name: '工资卡',
  notAfter: '2027-03-31T15:59:59.000Z',
  isLost: false,
  isUnsafe: false,
  isReplaced: false,
  state: untouched,
};
const options = { days: [7, 0], now: new Date('2026-11-25T12:00:00Z'), language: 'en' } as const;
const textOf = (items: readonly RemindedItem[]) => new TextDecoder().decode(calendarOf(items, options));

test('[R04] an event ends with the certificate, with alarms on the morning of their day', () => {
  expect(textOf([item]).split('\r\n').slice(6)).toEqual([
    'BEGIN:VEVENT',
    `UID:${'ab'.repeat(18)}@certsteward`,
    'DTSTAMP:20261125T120000Z',
    'DTSTART:20270331T154459Z',
    'DTEND:20270331T155959Z',
    'SUMMARY:Certificate expires: 工资卡',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:工资卡: expires in 7 days',
    'TRIGGER;RELATED=END:-P7DT14H59M59S',
    'END:VALARM',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:工资卡: expires today',
    'TRIGGER;RELATED=END:-P0DT14H59M59S',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('[R04] [L01] [X10] a label shows no identity number, and adds no line or property', () => {
  const text = textOf([{ ...item, name: '051@张三@110101199001011234@1;\r\nATTACH:file:///etc,\\\u202E' }]);
  expect(text).not.toContain('110101199001011234');
  expect(text).not.toMatch(/^ATTACH/m);
  const unfolded = text.replaceAll('\r\n ', '');
  expect(unfolded).toContain(
    'SUMMARY:Certificate expires: 051@张三@1101**********1234@1\\;\\\\u{d}\\\\u{a}ATTACH:file:///etc\\,\\\\\\\\u{202e}',
  );
});

test('[R04] an event uses the certificate’s own reminder days, even none, as alarms', () => {
  const alarms = (days: readonly number[]) =>
    textOf([{ ...item, state: { ...untouched, days } }])
      .match(/TRIGGER.*/g)
      ?.map((line) => line.trim()) ?? [];
  expect(alarms([90, 3])).toEqual(['TRIGGER;RELATED=END:-P90DT14H59M59S', 'TRIGGER;RELATED=END:-P3DT14H59M59S']);
  expect(alarms([])).toEqual([]);
});

test('[R04] alarms in the past are left out', () => {
  const text = textOf([{ ...item, state: { ...untouched, days: [128, 127, 7] } }]);
  expect(text.match(/BEGIN:VALARM/g)).toHaveLength(1);
});

test('[R04] alarms of a certificate that expires early in the day come at that time', () => {
  const text = textOf([{ ...item, notAfter: '2027-03-30T23:30:00.999Z' }]);
  expect(text.match(/TRIGGER.*END:(.*)/g)?.map((line) => line.trim())).toEqual([
    'TRIGGER;RELATED=END:-P7DT0H0M0S',
    'TRIGGER;RELATED=END:-P0DT0H0M0S',
  ]);
});

test('[R04] lines are folded at 75 octets, never within a character', () => {
  const line = `SUMMARY:${'证书😀'.repeat(60)}`;
  const bytes = Buffer.from(calendarFile([line]));
  const lines = bytes.toString('utf8').split('\r\n');
  expect(Math.max(...lines.map((each) => Buffer.byteLength(each)))).toBeLessThanOrEqual(75);
  expect(Math.min(...lines.slice(0, -2).map((each) => Buffer.byteLength(each)))).toBeGreaterThanOrEqual(72);
  expect(lines.slice(1, -1).every((each) => each.startsWith(' '))).toBe(true);
  expect(bytes.toString('utf8').replaceAll('\r\n ', '')).toBe(`${line}\r\n`);
  const ascii = Buffer.from(calendarFile(['x'.repeat(300)]))
    .toString('utf8')
    .split('\r\n');
  expect(ascii.map((each) => each.length)).toEqual([75, 75, 75, 75, 4, 0]);
  expect(calendarText('a,b;c\\d')).toBe('a\\,b\\;c\\\\d');
});
