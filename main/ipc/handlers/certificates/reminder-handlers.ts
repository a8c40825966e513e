// SPDX-License-Identifier: Apache-2.0
import { maxOnly } from '../../../../shared/domain/certificates/certificate-states.ts';
import { writeCalendarFile } from '../../../exports/calendar-file.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { writeTo } from '../../places.ts';

export function reminderHandlers({ services: { reminders }, reminderClock, language, places }: HandlerParts) {
  return {
    left: async () => {
      const left = await reminderClock.left();
      const [first] = left;
      if (first === undefined) return { first: null, count: 0, only: null };
      const { about, sha256, name, notAfter } = first;
      const only = left.flatMap((each) => each.sha256 ?? []);
      const isListable = only.length === left.length && only.length <= maxOnly;
      return { first: { about, sha256, name, notAfter }, count: left.length, only: isListable ? only : null };
    },
    seen: reminderClock.seen,
    calendar: reminders.calendarRange,
    writeCalendar: async ({ destinationId }) =>
      await writeTo(places, destinationId, 'calendar', async (output) => {
        const { bytes, events } = await reminders.calendar(language());
        await writeCalendarFile(output, bytes);
        return { displayPath: output.path, events };
      }),
  } satisfies Partial<Handlers['reminders']>;
}
