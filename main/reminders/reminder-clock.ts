// SPDX-License-Identifier: Apache-2.0
import type { DueReminder } from '../../shared/domain/certificates/reminder-plan.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import { backupNotice, type DueItem, reminderNotices } from './reminder-notices.ts';
import type { RemindersService } from './reminders-service.ts';

export interface ReminderClockOptions {
  readonly reminders: Pick<RemindersService, 'due' | 'markNotified'>;
  readonly settings: () => Settings['reminders'];
  readonly language: () => Language;
  readonly now: () => Date;
  notify(notice: { title: string; body: string; action: string }, onAction: () => void): Promise<boolean>;
  open(sha256: string | null): void;
  openBackups(): void;
  /** Called when the desktop starts or stops refusing notices. */
  leftChanged(): void;
  counted(count: number): void;
  /** The timer must not keep the process alive. */
  every(ms: number, tick: () => void): void;
  failed(error: unknown): void;
}

export interface ReminderClock {
  changed(): void;
  tick(): Promise<void>;
  /** Due items that the desktop didn't show, soonest expiry first. */
  left(): Promise<readonly DueItem[]>;
  /** A null `about` means all. */
  seen(items: { readonly about: readonly string[] | null }): Promise<void>;
}

const tickMs = 60_000;
const maxRestMs = 60 * 60 * 1000;

/**
 * Polls the wall clock, because timers stop during sleep. Records a notice only after the desktop accepted it, so a
 * crash repeats it rather than losing it.
 */
export function createReminderClock(options: ReminderClockOptions): ReminderClock {
  const { reminders, now } = options;
  /** Shown but not yet recorded, for example because the vault is busy. Not shown again. */
  const shown = new Map<string, DueReminder>();
  let restFrom = 0;
  let restUntil = 0;
  let isLooking = false;
  let isRefused = false;

  const keyOf = ({ about, notAfter, days }: DueReminder): string => `${about} ${notAfter} ${days}`;

  async function notify(notice: { title: string; body: string; action: string }, open: () => void): Promise<boolean> {
    const isTaken = await options.notify(notice, open);
    if (isRefused === isTaken) {
      isRefused = !isTaken;
      options.leftChanged();
    }
    return isTaken;
  }

  async function left(): Promise<readonly DueItem[]> {
    if (!isRefused) return [];
    const { reminders: due } = await reminders.due();
    return due.filter((each) => !shown.has(keyOf(each)));
  }

  async function show(): Promise<string | null> {
    const { reminders: due, reached, next, backup } = await reminders.due();
    options.counted(reached);
    const { hideNames } = options.settings();
    const fresh = due.filter((each) => !shown.has(keyOf(each)));
    for (const notice of reminderNotices(fresh, { now: now(), language: options.language(), hideNames })) {
      const { title, body, action } = notice;
      if (!(await notify({ title, body, action }, () => options.open(notice.sha256)))) break;
      for (const each of notice.reminders) shown.set(keyOf(each), each);
    }
    if (backup !== null && !shown.has(keyOf(backup))) {
      const notice = backupNotice(backup.daysSinceLook, options.language());
      if (await notify(notice, () => options.openBackups())) shown.set(keyOf(backup), backup);
    }
    if (shown.size > 0) {
      await reminders.markNotified([...shown.values()]);
      shown.clear();
    }
    return next;
  }

  async function tick(): Promise<void> {
    const at = now().getTime();
    // A time before `restFrom` means that the clock was set back.
    if (isLooking || (at >= restFrom && at < restUntil)) return;
    isLooking = true;
    restFrom = at;
    restUntil = at + maxRestMs;
    try {
      const next = await show();
      if (next !== null) restUntil = Math.min(restUntil, Date.parse(next));
    } catch (error) {
      options.failed(error);
    } finally {
      isLooking = false;
    }
  }

  options.every(tickMs, () => void tick());
  return {
    changed: () => void (restUntil = 0),
    tick,
    left,
    seen: async ({ about }) =>
      reminders.markNotified((await left()).filter((each) => about === null || about.includes(each.about))),
  };
}
