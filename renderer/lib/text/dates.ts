// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../../shared/i18n/language.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  // In Intl, `en` means US order; en-GB with the month in words is unambiguous.
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, options);
  formats.set(key, made);
  return made;
}

/** 2026/12/14 or 14 Dec 2026. */
export function shortDate(iso: string, language: Language): string {
  return format(
    language,
    'short',
    language === 'en'
      ? { year: 'numeric', month: 'short', day: 'numeric' }
      : { year: 'numeric', month: '2-digit', day: '2-digit' },
  ).format(new Date(iso));
}

/** Turns `YYYY-MM` into 2026年12月 or December 2026. */
export function monthName(month: string, language: Language): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return format(language, 'month', { year: 'numeric', month: 'long' }).format(new Date(year, number - 1));
}

export function deadline(iso: string, language: Language): string {
  return format(language, 'deadline', { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' }).format(
    new Date(iso),
  );
}

/** 12月18日 周五 or Fri 18 Dec, with the year unless current. */
export function dueDay(iso: string, language: Language, now = new Date()): string {
  const date = new Date(iso);
  const isOther = date.getFullYear() !== now.getFullYear();
  const day = format(language, isOther ? 'due year' : 'due', {
    ...(isOther && { year: 'numeric' as const }),
    month: language === 'en' ? 'short' : 'long',
    day: 'numeric',
  }).format(date);
  const weekday = format(language, 'weekday', { weekday: 'short' }).format(date);
  return language === 'en' ? `${weekday} ${day}` : `${day} ${weekday}`;
}

/** 11月28日 周六 or Saturday 28 November. */
export function today(now: number, language: Language): string {
  const day = format(language, 'today', { month: 'long', day: 'numeric' }).format(now);
  const weekday = format(language, 'today weekday', { weekday: language === 'en' ? 'long' : 'short' }).format(now);
  return language === 'en' ? `${weekday} ${day}` : `${day} ${weekday}`;
}

/** Turns `2026-12` into 2026年12月 or Dec 2026. */
export function monthAndYear(month: string, language: Language): string {
  return format(language, 'month and year', { year: 'numeric', month: language === 'en' ? 'short' : 'long' }).format(
    new Date(`${month}-15T12:00:00`),
  );
}

/** Turns `2026-12` into 12月 or Dec. */
export function monthOnly(month: string, language: Language): string {
  return format(language, 'month only', { month: 'short' }).format(new Date(`${month}-15T12:00:00`));
}

/** With seconds and time zone. */
export function exactTime(iso: string, language: Language): string {
  return format(language, 'exact', { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(iso));
}

/** `YYYY-MM-DD` in local time. */
export function localDay(iso: string): string {
  const day = new Date(iso);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** 14:05. */
export function clockTime(iso: string, language: Language): string {
  return format(language, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(iso));
}

export function dayName(
  iso: string,
  language: Language,
  words: { readonly today: string; readonly yesterday: string },
  now = new Date(),
): string {
  const day = new Date(iso);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  const name = deadline(iso, language);
  if (day.toDateString() === now.toDateString()) return `${words.today} · ${name}`;
  return day.toDateString() === yesterday.toDateString() ? `${words.yesterday} · ${name}` : name;
}

/** Returns `today 07:12` or the date. `today` is the translated word. */
export function recentTime(iso: string, language: Language, today: string, now = new Date()): string {
  const isToday = new Date(iso).toDateString() === now.toDateString();
  return isToday ? `${today} ${clockTime(iso, language)}` : shortDate(iso, language);
}

/** 2026/11/24 14:05. */
export function dayAndTime(iso: string, language: Language): string {
  return `${shortDate(iso, language)} ${clockTime(iso, language)}`;
}

/** Like `dayAndTime`, with seconds if another of `isos` has the same minute. */
export function distinctTime(iso: string, isos: readonly string[], language: Language): string {
  const time = dayAndTime(iso, language);
  if (isos.filter((each) => dayAndTime(each, language) === time).length < 2) return time;
  return `${time}:${String(new Date(iso).getSeconds()).padStart(2, '0')}`;
}
