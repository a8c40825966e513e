// SPDX-License-Identifier: Apache-2.0
import { fillMessage } from '../../../shared/i18n/message.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { WebEnrolment } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';
import { localDay } from '../output/local-time.ts';
import { tableLines, type Row, type Terminal } from '../output/table.ts';
import { enrolmentTexts } from './enrolment-texts.ts';
import { lostAnswerLines } from './request-lines.ts';

interface Shown {
  readonly language: Language;
  readonly terminal: Terminal;
}

export function pendingLines(
  webEnrolments: readonly WebEnrolment[],
  requests: readonly PendingRequest[],
  { language, terminal }: Shown,
): string[] {
  const { columns } = enrolmentTexts[language];
  return tableLines(
    [
      { title: columns.since },
      { title: columns.name, wraps: true },
      { title: columns.state },
      { title: columns.guide, leaves: 2 },
      { title: columns.algorithm, leaves: 1 },
      { title: 'ID' },
    ],
    [
      ...webEnrolments.map((webEnrolment) => webEnrolmentRow(language, webEnrolment)),
      ...requests.map((request) => requestRow(language, request)),
    ],
    terminal,
  );
}

/** Names are entered on the CA's page, so the row shows the host instead. There is none at a branch. */
function webEnrolmentRow(language: Language, { id, startedAt, purpose, profile, renews, folder }: WebEnrolment): Row {
  const text = enrolmentTexts[language];
  return {
    cells: [
      { text: localDay(startedAt) },
      { text: profile.host === '' ? text.atBranch : visibleText(profile.host) },
      { text: text.webEnrolment[purpose] },
      { text: visibleText(profile.name) },
      { text: '-' },
      { text: id.slice(0, 8), style: 'dim' },
    ],
    notes: [...renewsNotes(language, renews), ...(folder === null ? [] : [{ text: visibleText(folder.displayPath) }])],
  };
}

function requestRow(language: Language, request: PendingRequest): Row {
  const { id, createdAt, subject, state, profile, algorithm, certificate, renews, problem } = request;
  const text = enrolmentTexts[language];
  return {
    cells: [
      { text: localDay(createdAt) },
      { text: visibleText(subject) },
      { text: text.state[state], ...(state === 'done' && { style: 'green' as const }) },
      { text: visibleText(profile.name) },
      { text: algorithm },
      { text: id.slice(0, 8), style: 'dim' },
    ],
    notes: [
      ...(certificate === null ? [] : [{ text: fillMessage(text.issuedAs, { certificate: certificate.slice(0, 8) }) }]),
      ...renewsNotes(language, renews),
      ...(problem === null
        ? []
        : [{ text: fillMessage(text.refused, { problem: text.problem[problem] }), style: 'red' as const }]),
      ...lostAnswerLines(language, request).map((line) => ({ text: line.trim(), style: 'yellow' as const })),
    ],
  };
}

function renewsNotes(language: Language, renews: string | null): { text: string }[] {
  const text = enrolmentTexts[language];
  return renews === null ? [] : [{ text: fillMessage(text.renews, { certificate: renews.slice(0, 8) }) }];
}
