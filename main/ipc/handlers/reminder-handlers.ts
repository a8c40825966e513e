import type { Language } from '../../../shared/i18n/language.ts';
import { writeCalendarFile } from '../../exports/calendar-file.ts';
import type { Destinations } from '../../exports/destinations.ts';
import type { Services } from '../../services.ts';
import type { Handlers } from '../handler-types.ts';

type ReminderCalls = Extract<keyof Handlers, `reminders.${string}`>;

export function reminderHandlers(
  { reminders }: Services,
  language: () => Language,
  destinations: Destinations,
): Pick<Handlers, ReminderCalls> {
  return {
    'reminders.of': async ({ about }) => reminders.of(about),
    'reminders.choose': async ({ about, days }) => reminders.choose(about, days),
    'reminders.snooze': async ({ about, snoozed }) => reminders.snooze(about, snoozed),
    'reminders.writeCalendar': async ({ destinationId }) => {
      const path = destinations.take(destinationId);
      try {
        const { bytes, events } = await reminders.calendar(language());
        await writeCalendarFile(path, bytes);
        return { displayPath: path, events };
      } catch (error) {
        destinations.restore(destinationId, path);
        throw error;
      }
    },
  };
}
