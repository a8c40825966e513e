// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { reminderHandlers } from '../../../main/ipc/handlers/certificates/reminder-handlers.ts';
import type { HandlerParts } from '../../../main/ipc/handler-types.ts';
import { createReminderClock } from '../../../main/reminders/reminder-clock.ts';
import type { BackupReminder } from '../../../main/reminders/reminders-service.ts';
import type { DueItem } from '../../../main/reminders/reminder-notices.ts';
import { untouched } from '../../../shared/domain/certificates/reminder-plan.ts';
import type { DueReminder } from '../../../shared/domain/certificates/reminder-plan.ts';
import { settingsSchema } from '../../../shared/schemas/settings.ts';

const item = (about: string, change: Partial<DueItem> = {}): DueItem => ({
  about,
  sha256: about,
  name: `label ${about}`,
  notAfter: '2027-03-31T15:59:59.000Z',
  days: 7,
  isLost: false,
  isUnsafe: false,
  isReplaced: false,
  state: untouched,
  ...change,
});

/** A clock whose desktop and vault fail as `fails` says. */
function setUp(due: DueItem[], change: Partial<ReturnType<typeof settingsSchema.parse>['reminders']> = {}) {
  let now = new Date('2027-03-24T12:00:00Z');
  let looks = 0;
  const fails = { notify: false, store: false };
  const shown: { title: string; body: string; click: () => void }[] = [];
  const opened: (string | null)[] = [];
  const failures: unknown[] = [];
  const counts: number[] = [];
  const backup: { due: BackupReminder | null } = { due: null };
  const changes = { left: 0 };
  const waiting = new Map(due.map((each) => [each.about, each]));
  const clock = createReminderClock({
    reminders: {
      due: async () => {
        looks += 1;
        return { reminders: [...waiting.values()], reached: 5, next: null, nextName: null, backup: backup.due };
      },
      markNotified: async (reminders: readonly DueReminder[]) => {
        if (fails.store) throw new Error('busy');
        for (const { about } of reminders) waiting.delete(about);
        if (reminders.some(({ about }) => about === backup.due?.about)) backup.due = null;
      },
    },
    settings: () => ({ ...settingsSchema.parse({}).reminders, ...change }),
    language: () => 'en',
    now: () => now,
    notify: async ({ title, body }, click) => {
      if (fails.notify) return false;
      shown.push({ title, body, click });
      return true;
    },
    open: (sha256) => void opened.push(sha256),
    openBackups: () => void opened.push('backups'),
    leftChanged: () => void (changes.left += 1),
    counted: (count) => void counts.push(count),
    every: () => undefined,
    failed: (error) => void failures.push(error),
  });
  const after = async (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
    await clock.tick();
  };
  return { clock, after, fails, changes, counts, shown, opened, failures, waiting, backup, looks: () => looks };
}

describe('the reminder clock', () => {
  test('[R02] names the window’s reminders for the list only if all are about certificates', async () => {
    const only = async (due: DueItem[]) => {
      const { clock, after, fails } = setUp(due);
      fails.notify = true;
      await after(1);
      const parts = { reminderClock: clock, services: { reminders: {} } } as unknown as HandlerParts;
      return (await reminderHandlers(parts).left()).only;
    };
    expect(await only([item('a'), item('b')])).toEqual(['a', 'b']);
    expect(await only([item('a'), item('b', { sha256: null })])).toBeNull();
  });

  test('[R02] shows label and days in a notice, and opens the certificate on a click', async () => {
    const { after, shown, opened } = setUp([item('a'), item('b', { sha256: null })]);
    await after(1);
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ['label a', 'expires in 7 days'],
      ['label b', 'expires in 7 days'],
    ]);
    for (const { click } of shown) click();
    expect(opened).toEqual(['a', null]);
  });

  test('[R01] shows a notice once, even if the vault is busy meanwhile', async () => {
    const { after, fails, shown, failures, waiting } = setUp([item('a')]);
    fails.store = true;
    await after(1);
    expect({ shown: shown.length, failures: failures.length, waiting: waiting.size }).toEqual({
      shown: 1,
      failures: 1,
      waiting: 1,
    });
    fails.store = false;
    await after(60);
    expect({ shown: shown.length, waiting: waiting.size }).toEqual({ shown: 1, waiting: 0 });
  });

  test('[R02] shows a notice that the desktop rejects in the window, until seen or accepted', async () => {
    const { clock, after, fails, changes, waiting } = setUp([item('a'), item('b')]);
    const left = async () => (await clock.left()).map(({ about }) => about);
    expect(await left()).toEqual([]);
    fails.notify = true;
    await after(1);
    await after(60);
    expect({ left: await left(), changes: changes.left }).toEqual({ left: ['a', 'b'], changes: 1 });
    await clock.seen({ about: ['b'] });
    expect(await left()).toEqual(['a']);
    await clock.seen({ about: null });
    expect({ left: await left(), waiting: waiting.size }).toEqual({ left: [], waiting: 0 });
    waiting.set('c', item('c'));
    expect(await left()).toEqual(['c']);
    fails.notify = false;
    await after(60);
    expect({ left: await left(), changes: changes.left }).toEqual({ left: [], changes: 2 });
  });

  test('[R01] keeps a notice due if the desktop rejects it', async () => {
    const { after, fails, shown, waiting } = setUp([item('a')]);
    fails.notify = true;
    await after(1);
    expect({ shown: shown.length, waiting: waiting.size }).toEqual({ shown: 0, waiting: 1 });
    fails.notify = false;
    await after(60);
    expect({ shown: shown.length, waiting: waiting.size }).toEqual({ shown: 1, waiting: 0 });
  });

  test('[R01] rests for an hour at most, and checks at once after a change or a clock set back', async () => {
    const { clock, after, looks } = setUp([]);
    await after(1);
    await after(59);
    expect(looks()).toBe(1);
    await after(1);
    expect(looks()).toBe(2);
    clock.changed();
    await after(1);
    expect(looks()).toBe(3);
    await after(-600);
    expect(looks()).toBe(4);
  });

  test('[R01] [R02] shows more than three at once as one notice that names the first', async () => {
    const { after, shown, opened, waiting } = setUp(['a', 'b', 'c', 'd'].map((about) => item(about)));
    await after(1);
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ['4 certificates expire soon or have expired', 'First: label a, expires in 7 days'],
    ]);
    expect(waiting.size).toBe(0);
    shown[0]?.click();
    expect(opened).toEqual([null]);
  });

  test('[R02] [L01] [X10] masks identity numbers, shows hidden characters, and shortens long names', async () => {
    const names = ['张三 110101199001011234', 'a\u202Eb\n<a href="x">', '长'.repeat(200)];
    const { after, shown } = setUp(names.map((name, index) => item(String(index), { name })));
    await after(1);
    const [masked, hidden, long] = shown.map(({ title }) => title);
    expect(masked).toBe('张三 1101**********1234');
    expect(hidden).toBe('a\\u{202e}b\\u{a}<a href="x">');
    expect(long).toBe(`${'长'.repeat(79)}…`);
  });

  test('[R03] reports the number of due reminders to the tray', async () => {
    const { after, counts } = setUp([]);
    await after(1);
    expect(counts).toEqual([5]);
  });

  test('[R02] hides even the label if the settings say so', async () => {
    const { after, shown } = setUp([item('a')], { hideNames: true });
    await after(1);
    expect(shown.map(({ title }) => title)).toEqual(['A certificate']);
  });

  test.each([
    ['2027-03-24T13:00:00.000Z', 'expires today'],
    ['2027-03-24T11:00:00.000Z', 'expired today'],
    ['2027-03-23T11:00:00.000Z', 'expired 1 day ago'],
    ['2027-03-19T11:00:00.000Z', 'expired 5 days ago'],
    ['2027-03-25T11:00:00.000Z', 'expires in 1 day'],
  ])('[R02] describes an end at %s: %s', async (notAfter, words) => {
    const { after, shown } = setUp([item('a', { notAfter })]);
    await after(0);
    expect(shown.map(({ body }) => body)).toEqual([words]);
  });

  test('[B10] reports an unchecked backup once, and opens Backups on a click', async () => {
    const { after, backup, fails, shown, opened } = setUp([]);
    backup.due = { about: 'id', notAfter: '2026-12-20T12:00:00.000Z', days: 0, daysSinceLook: 94 };
    fails.notify = true;
    await after(1);
    fails.notify = false;
    await after(60);
    await after(60);
    expect(shown.map(({ title, body }) => [title, body])).toEqual([
      ['Time to check your backup', expect.stringContaining('94 days ago')],
    ]);
    shown[0]?.click();
    expect(opened).toEqual(['backups']);
  });
});
