// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../shared/i18n/language.ts';
import { fillMessage } from '../../shared/i18n/message.ts';
import { reminderTexts } from '../../shared/i18n/reminders.ts';
import { calendarFile, calendarText, calendarTime } from '../../shared/sinks/icalendar.ts';
import { maskIdentityNumbers } from '../x509/names/identity-number-mask.ts';
import { daysText } from './days-text.ts';
import type { RemindedItem } from './reminded-items.ts';

/** Calendar events need a length. This one ends at the expiry. */
const eventMs = 15 * 60 * 1000;

/**
 * Writes one RFC 5545 event each. It contains only label and days, since calendars are synchronised anywhere. The UIDs
 * are stable, so importing again updates (§3.8.4.7). `days` are from the settings.
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
    ...(item.state.days ?? days).flatMap((each) => [
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      `DESCRIPTION:${calendarText(`${name}: ${daysText(each, language)}`)}`,
      // Relative to the end (§3.8.6.3), when the rounded-down countdown reaches it.
      `TRIGGER;RELATED=END:-P${each + 1}D`,
      'END:VALARM',
    ]),
    'END:VEVENT',
  ];
}
