// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { WebVisit } from '../../../shared/schemas/enrolment/web-visit.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { localDay } from '../reminders/watched-line.ts';

export function visitLine(language: Language, { id, startedAt, purpose, profile, renews, folder }: WebVisit): string {
  const text = enrolmentTexts[language];
  return [
    id.slice(0, 8),
    localDay(startedAt),
    text.visit[purpose],
    visibleText(profile.name),
    profile.host,
    ...(renews === null ? [] : [fillMessage(text.renews, { certificate: renews.slice(0, 16) })]),
    ...(folder === null ? [] : [visibleText(folder.displayPath)]),
  ].join('  ');
}

export function endedVisitLine(language: Language, { profile }: WebVisit): string {
  return fillMessage(enrolmentTexts[language].visitEnded, { name: visibleText(profile.name) });
}

/** By unique prefix. Errors: `ambiguous-id` (`candidates`). */
export function visitNamed(visits: readonly WebVisit[], word: string): WebVisit | null {
  const digits = word.toLowerCase();
  const found = digits.length < 8 ? [] : visits.filter(({ id }) => id.startsWith(digits));
  const [first, second] = found;
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: found.map(({ id }) => id) });
  return first ?? null;
}
