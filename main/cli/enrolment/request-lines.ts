// SPDX-License-Identifier: Apache-2.0
import { fillCounted } from '../output/counts.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { serverTexts } from './server-texts.ts';
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

function notTakenLine(language: Language, { id, problem }: PendingRequest): string {
  const text = enrolmentTexts[language];
  return fillMessage(text.notTaken, { id: id.slice(0, 8), problem: problem === null ? '' : text.problem[problem] });
}

export function arrivedLines(language: Language, request: PendingRequest): string[] {
  const { id, certificate, token } = request;
  const text = enrolmentTexts[language];
  const arrived = fillMessage(text.arrived, { id: id.slice(0, 8), certificate: (certificate ?? '').slice(0, 8) });
  return [
    arrived,
    ...(token === null ? [] : [fillMessage(text.arrivedOnToken, { token: visibleText(token) })]),
    ...(request.keyMadeBy === null ? [] : [serverTexts[language].authorityKeyArrived]),
    ...lostAnswerLines(language, request),
  ];
}

/** Warns of certificates that may have been issued with keys that never arrived. */
export function lostAnswerLines(language: Language, { id, lostAnswers: count }: PendingRequest): string[] {
  return count === 0 ? [] : [fillCounted(language, serverTexts[language].lostAnswers, { id: id.slice(0, 8), count })];
}

export function settledLines(language: Language, request: PendingRequest): string[] {
  return request.state === 'done' ? arrivedLines(language, request) : [notTakenLine(language, request)];
}

const minDigits = 8;

/** Accepts an ID or unique prefix. Errors: `usage`, `not-found`, `ambiguous-id` (`candidates`). */
export function requestNamed(requests: readonly PendingRequest[], word: string): PendingRequest {
  const digits = word.toLowerCase();
  if (digits.length < minDigits || !/^[0-9a-f-]+$/.test(digits)) throw new AppError('usage', { argument: 'ID' });
  const found = requests.filter(({ id }) => id.startsWith(digits));
  const [first, second] = found;
  if (first === undefined) throw new AppError('not-found', { request: word });
  if (second !== undefined) throw new AppError('ambiguous-id', { candidates: found.map(({ id }) => id) });
  return first;
}
