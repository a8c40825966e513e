// SPDX-License-Identifier: Apache-2.0
import { backupToCheck } from '../../shared/domain/backup/backup-due.ts';
import { bankOf } from '../../shared/domain/certificates/bank-of.ts';
import { dayMs } from '../../shared/domain/certificates/certificate-status.ts';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import {
  endOfQuiet,
  planReminders,
  reminderTime,
  snoozeUntil,
} from '../../shared/domain/certificates/reminder-plan.ts';
import type { DueReminder } from '../../shared/domain/certificates/reminder-plan.ts';
import type { Language } from '../../shared/i18n/language.ts';
import type { RemindersOf } from '../../shared/schemas/certificates/reminder.ts';
import type { Settings } from '../../shared/schemas/settings.ts';
import type { CertificatesService } from '../certificates/certificates-service.ts';
import type { VaultAccess } from '../vault/vault-access.ts';
import type { Vault } from '../vault/vault.ts';
import type { WatchedService } from '../watched/watched-service.ts';
import { calendarOf, upcoming } from './calendar.ts';
import { remindedItem, remindedItems, reminderOf } from './reminded-items.ts';
import type { RemindedItem } from './reminded-items.ts';

export interface BackupReminder extends DueReminder {
  readonly daysSinceLook: number;
}

export interface RemindersService {
  /** `next` is the time of the next reminder (ISO 8601 UTC), `nextName` what it is about. */
  due(): Promise<{
    readonly reminders: readonly (DueReminder & RemindedItem)[];
    readonly reached: number;
    readonly next: string | null;
    readonly nextName: string | null;
    /** Set if a backup has not been checked for a long time. */
    readonly backup: BackupReminder | null;
  }>;
  /** Call after showing reminders. Errors: `vault-missing`. */
  markNotified(reminders: readonly DueReminder[]): Promise<void>;
  /** Returns future expiry dates as iCalendar (RFC 5545). */
  calendar(language: Language): Promise<{ readonly bytes: Uint8Array; readonly events: number }>;
  calendarRange(): Promise<{ readonly events: number; readonly first: string | null; readonly last: string | null }>;
  /** Errors: `vault-missing`, `not-found`. */
  of(item: { readonly about: string }): Promise<RemindersOf>;
  /** Null uses the default days. Errors: `vault-missing`, `not-found`. */
  choose(choice: { readonly about: string; readonly days: readonly number[] | null }): Promise<RemindersOf>;
  /** Snoozes for one week, or undoes it. Errors: those of `choose`, `invalid-input` (nothing to snooze). */
  snooze(choice: { readonly about: string; readonly snoozed: boolean }): Promise<RemindersOf>;
}

export function createRemindersService(parts: {
  readonly vault: VaultAccess;
  readonly certificates: CertificatesService;
  readonly watched: WatchedService;
  readonly settings: () => Settings['reminders'];
  readonly now: () => Date;
  readonly timeZone: () => string;
}): RemindersService {
  const { vault, now, settings } = parts;

  /** Without stolen or exposed certificates: the overview asks to replace them at once. */
  async function remindable(): Promise<RemindedItem[]> {
    return (await remindedItems(parts)).filter(({ isUnsafe }) => !isUnsafe);
  }

  async function remindableItem(about: string): Promise<RemindedItem | null> {
    const item = await remindedItem(parts, about);
    return item?.isUnsafe === true ? null : item;
  }

  async function of(asked: { readonly about: string }): Promise<RemindersOf> {
    const item = await remindableItem(asked.about);
    if (item !== null) return remindersOf(item, settings(), now());
    const about = await reminderOf(parts, asked.about);
    const { days } = (await vault.require()).reminders.state(about);
    return { about, days: days === null ? null : [...days], planned: [], snoozedUntil: null, canSnooze: false };
  }

  async function fullName({ sha256, name }: RemindedItem, shared: ReadonlySet<string>): Promise<string> {
    if (sha256 === null || !shared.has(name)) return name;
    const found = await parts.certificates.identity(sha256).catch(() => null);
    return found === null ? name : `${name} · ${bankOf(found.subject, found.issuer) ?? found.issuerName}`;
  }

  return {
    async due() {
      const { isOn, days, quietHours } = settings();
      if (!isOn) return { reminders: [], reached: 0, next: null, nextName: null, backup: null };
      const items = await remindable();
      const timeZone = parts.timeZone();
      const plan = planReminders({ items, days, quietHours, now: now(), timeZone });
      const byAbout = new Map(items.map((item) => [item.about, item]));
      const due = plan.due.flatMap((each) => {
        const item = byAbout.get(each.about);
        return item === undefined ? [] : [{ ...item, ...each }];
      });
      const shared = sharedNames(items);
      const reminders = await Promise.all(due.map(async (each) => ({ ...each, name: await fullName(each, shared) })));
      const open = endOfQuiet(quietHours, now(), timeZone) === null ? await vault.current() : null;
      const backup = open === null ? null : backupReminder(open, now());
      const next = plan.nextAbout === null ? undefined : byAbout.get(plan.nextAbout);
      const nextName = next === undefined ? null : await fullName(next, shared);
      return { reminders, reached: plan.reached, next: plan.next, nextName, backup };
    },
    markNotified: async (reminders) => (await vault.require()).reminders.markNotified(reminders),
    async calendar(language) {
      const items = upcoming(await remindable(), now());
      return { bytes: calendarOf(items, { days: settings().days, now: now(), language }), events: items.length };
    },
    async calendarRange() {
      const items = upcoming(await remindable(), now());
      return { events: items.length, first: items[0]?.notAfter ?? null, last: items.at(-1)?.notAfter ?? null };
    },
    of,
    async choose({ about: asked, days }) {
      const about = await reminderOf(parts, asked);
      await (await vault.require()).reminders.choose(about, days);
      return of({ about });
    },
    async snooze({ about: asked, snoozed }) {
      const item = await remindableItem(asked);
      const about = item?.about ?? asked;
      const canSnooze = item !== null && remindersOf(item, settings(), now()).canSnooze;
      const until = snoozed && canSnooze ? snoozeUntil(item.notAfter, now()) : null;
      if (snoozed && until === null) throw new AppError('invalid-input', { field: 'snoozed' });
      await (await vault.require()).reminders.snooze(about, until);
      return of({ about });
    },
  };
}

function remindersOf(
  { about, notAfter, state }: RemindedItem,
  settings: Settings['reminders'],
  now: Date,
): RemindersOf {
  const days = settings.isOn ? (state.days ?? settings.days) : [];
  const until =
    state.snoozedUntil !== null && Date.parse(state.snoozedUntil) > now.getTime() ? state.snoozedUntil : null;
  const from = until === null ? now.getTime() : Date.parse(until);
  const planned = [...days]
    .toSorted((a, b) => b - a)
    .map((each) => ({ days: each, at: new Date(reminderTime(notAfter, each)).toISOString() }))
    .filter(({ at }) => Date.parse(at) > from);
  return {
    about,
    days: state.days === null ? null : [...state.days],
    planned,
    snoozedUntil: until,
    canSnooze: days.length > 0 && snoozeUntil(notAfter, now) !== null,
  };
}

/** Returns null if not due, or already shown since the last check. Works with a locked vault. */
function backupReminder(vault: Vault, now: Date): BackupReminder | null {
  const due = backupToCheck(vault.backups.list(), now.getTime());
  if (due === null) return null;
  const { notified } = vault.reminders.state(due.id);
  if (notified?.notAfter === due.lookedAt) return null;
  const daysSinceLook = Math.floor((now.getTime() - Date.parse(due.lookedAt)) / dayMs);
  return { about: due.id, notAfter: due.lookedAt, days: 0, daysSinceLook };
}

function sharedNames(items: readonly RemindedItem[]): ReadonlySet<string> {
  const names = items.map(({ name }) => name).toSorted();
  return new Set(names.filter((name, index) => name === names[index - 1]));
}
