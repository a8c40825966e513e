// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../shared/i18n/language.ts';
import { fillMessage } from '../../shared/i18n/message.ts';
import { reminderTexts } from '../../shared/i18n/reminders.ts';
import { reminderTime } from '../../shared/domain/certificates/reminder-plan.ts';
import { calendarFile, calendarText, calendarTime } from '../../shared/sinks/icalendar.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';
import { daysText } from './days-text.ts';
import type { RemindedItem } from './reminded-items.ts';

const eventMs = 15 * 60 * 1000;

/** In local time. */
const alarmHour = 9;

/**
 * Returns one RFC 5545 event per item, with only name and days, since calendars are often synced to servers. The UIDs
 * are stable, so a repeated import updates events (§3.8.4.7). `days` are from the settings.
 */
export function calendarOf(
  items: readonly RemindedItem[],
  options: { readonly days: readonly number[]; readonly now: Date; readonly language: Language },
): Uint8Array {
  return calendarFile([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//CertSteward//Reminders//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${calendarText(reminderTexts[options.language].calendar)}`,
    ...items.flatMap((item) => eventOf(item, options)),
    'END:VCALENDAR',
  ]);
}

export function upcoming(items: readonly RemindedItem[], now: Date): RemindedItem[] {
  return items.filter(({ notAfter }) => Date.parse(notAfter) > now.getTime());
}

function eventOf(
  item: RemindedItem,
  { days, now, language }: { readonly days: readonly number[]; readonly now: Date; readonly language: Language },
): string[] {
  const texts = reminderTexts[language];
  const name = maskIdentityNumbers(item.name);
  const summary = calendarText(fillMessage(texts.ends, { name }));
  const end = Date.parse(item.notAfter);
  return [
    'BEGIN:VEVENT',
    `UID:${item.about.slice(0, 36)}@certsteward`,
    `DTSTAMP:${calendarTime(now.getTime())}`,
    `DTSTART:${calendarTime(end - eventMs)}`,
    `DTEND:${calendarTime(end)}`,
    `SUMMARY:${summary}`,
    'TRANSP:TRANSPARENT',
    ...(item.state.days ?? days).flatMap((each) => {
      const before = secondsBefore(item.notAfter, each);
      // Some calendars ring past alarms at once.
      if (end - before * 1000 <= now.getTime()) return [];
      return [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        `DESCRIPTION:${calendarText(`${name}: ${daysText(each, language)}`)}`,
        `TRIGGER;RELATED=END:${triggerOf(before)}`,
        'END:VALARM',
      ];
    }),
    'END:VEVENT',
  ];
}

/** Rings at `alarmHour`, or at the time of expiry if earlier. */
function secondsBefore(notAfter: string, days: number): number {
  const end = Math.floor(Date.parse(notAfter) / 1000);
  const morning = reminderTime(notAfter, days) / 1000 + alarmHour * 3600;
  return Math.max(end - morning, days * 86_400);
}

/** Duration before the end (RFC 5545 §3.8.6.3). */
function triggerOf(before: number): string {
  const [hours, minutes, seconds] = [Math.floor((before % 86_400) / 3600), Math.floor(before / 60) % 60, before % 60];
  return `-P${Math.floor(before / 86_400)}DT${hours}H${minutes}M${seconds}S`;
}
