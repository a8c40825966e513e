// SPDX-License-Identifier: Apache-2.0
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { statusText } from '../output/messages.ts';

/** Local date, as entered. */
export function watchedLine(entry: Watched, language: Language, now: Date): string {
  return [
    entry.id.slice(0, 8),
    localDay(entry.notAfter),
    String(daysLeft(entry.notAfter, now)),
    statusText(language, entry.status),
    visibleText(entry.name),
    ...(entry.place === null ? [] : [visibleText(entry.place)]),
  ].join('  ');
}

/** `YYYY-MM-DD`. */
export function localDay(iso: string): string {
  const date = new Date(iso);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
