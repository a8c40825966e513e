// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../../shared/i18n/language.ts';
import { writeCalendarFile } from '../../../exports/calendar-file.ts';
import type { ReminderClock } from '../../../reminders/reminder-clock.ts';
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';
import type { Places } from '../../places.ts';

type ReminderCalls = Extract<keyof Handlers, `reminders.${string}`>;

export function reminderHandlers(
  { reminders }: Services,
  clock: Pick<ReminderClock, 'left' | 'seen'>,
  language: () => Language,
  places: Places,
): Pick<Handlers, ReminderCalls> {
  return {
    'reminders.of': async ({ about }) => reminders.of(about),
    'reminders.choose': async ({ about, days }) => reminders.choose(about, days),
    'reminders.snooze': async ({ about, snoozed }) => reminders.snooze(about, snoozed),
    'reminders.left': async () => {
      const left = await clock.left();
      const [first] = left;
      if (first === undefined) return { first: null, count: 0 };
      const { about, sha256, name, notAfter } = first;
      return { first: { about, sha256, name, notAfter }, count: left.length };
    },
    'reminders.seen': async ({ about }) => {
      await clock.seen(about);
      return {};
    },
    'reminders.writeCalendar': async ({ destinationId }) => {
      const output = places.take(destinationId, 'calendar');
      try {
        const { bytes, events } = await reminders.calendar(language());
        await writeCalendarFile(output, bytes);
        return { displayPath: output.path, events };
      } catch (error) {
        places.restore(destinationId, output);
        throw error;
      }
    },
  };
}
