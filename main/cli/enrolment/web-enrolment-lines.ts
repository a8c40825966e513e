// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { WebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

export function endedWebEnrolmentLine(language: Language, { profile }: WebEnrolment): string {
  return fillMessage(enrolmentTexts[language].webEnrolmentEnded, { name: visibleText(profile.name) });
}

/** Accepts a unique prefix of at least 8 digits. Errors: `ambiguous-id` (`candidates`). */
export function webEnrolmentNamed(webEnrolments: readonly WebEnrolment[], word: string): WebEnrolment | null {
  const digits = word.toLowerCase();
  const found = digits.length < 8 ? [] : webEnrolments.filter(({ id }) => id.startsWith(digits));
  const [first, second] = found;
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: found.map(({ id }) => id) });
  return first ?? null;
}
