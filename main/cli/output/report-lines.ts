// SPDX-License-Identifier: Apache-2.0
import { daysLeft } from '../../../shared/domain/certificates/certificate-status.ts';
import { keyAlgorithmName } from '../../../shared/domain/certificates/key-algorithm-name.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import { fillCounted } from './counts.ts';
import { localDay, localTime } from './local-time.ts';
import { diagnosisText, words } from './messages.ts';
import { ownFileLine } from '../vault/own-file-line.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

/** `--json` has more. */
const maxShownSerials = 20;

export function reportLines(language: Language, report: InspectionReport, now: Date): string[] {
  const own = ownFileLine(language, report.kind, report.file);
  if (own !== null) return [`${visibleText(report.file)}: ${own}`];
  return [
    `${visibleText(report.file)}: ${report.kind} - ${diagnosisText(language, report.diagnosis)}`,
    ...certificateLines(language, report, now),
    ...keyLines(language, report),
    ...crlLines(language, report),
    ...requestLines(language, report),
  ];
}

function certificateLines(language: Language, { certificates }: InspectionReport, now: Date): string[] {
  return certificates.flatMap((certificate) => {
    const key = certificate.hasPrivateKey ? `  ${words(language).withKeys}` : '';
    const { notBefore, notAfter } = certificate;
    const validity = `${localDay(notBefore)} .. ${localDay(notAfter)}  ${expiryText(language, daysLeft(notAfter, now))}`;
    return [
      `  ${certificate.sha256.slice(0, 8)}  ${visibleText(certificate.subject)}`,
      `    ${certificate.algorithm}${key}  ${validity}`,
    ];
  });
}

function expiryText(language: Language, days: number): string {
  const text = words(language);
  if (days === 0) return text.expiresToday;
  return fillCounted(language, days > 0 ? text.expiresIn : text.expiredAgo, { count: Math.abs(days) });
}

function keyLines(language: Language, { keys, unopenedKeys = [], diagnosis }: InspectionReport): string[] {
  const text = words(language);
  const isShut = diagnosis.code === 'needs-password' || diagnosis.code === 'wrong-password';
  const line = (name: string, matches: string | null, problem: string | null): string => {
    const owner = matches === null ? text.keyAlone : `${text.keyOf} ${matches.slice(0, 8)}`;
    return `  ${[text.keyWord, name, owner, problem].filter(Boolean).join('  ')}`;
  };
  return [
    ...keys.map(({ algorithm, matches, usable }) =>
      line(keyAlgorithmName(algorithm), matches, usable === false ? text.keyUnusable : null),
    ),
    ...unopenedKeys.map(({ name, matches, reason }) =>
      // Without the password, no certificate can be matched.
      isShut && reason === 'password' && matches === null
        ? `  ${[text.keyWord, visibleText(name ?? ''), text.keyShut].filter(Boolean).join('  ')}`
        : line(visibleText(name ?? ''), matches, text.keyLocked[reason]),
    ),
  ];
}

function crlLines(language: Language, { crls = [] }: InspectionReport): string[] {
  return crls.flatMap(({ issuer, thisUpdate, nextUpdate, entries, revoked }) => [
    `  ${visibleText(issuer)}`,
    `    ${localTime(thisUpdate)} .. ${nextUpdate === null ? '-' : localTime(nextUpdate)}  ${entries} ${words(language).revoked}`,
    ...revoked
      .slice(0, maxShownSerials)
      .map(({ serial, date, reason }) => `    ${serial}  ${localTime(date)}${reason === null ? '' : `  ${reason}`}`),
    ...(entries > maxShownSerials ? ['    …'] : []),
  ]);
}

function requestLines(language: Language, { requests = [] }: InspectionReport): string[] {
  return requests.flatMap(({ subject, algorithm, subjectAlternativeNames, signature }) => [
    `  ${visibleText(subject)}`,
    `    ${algorithm}  ${words(language).signature[signature]}`,
    ...subjectAlternativeNames.map((name) => `    ${visibleText(name)}`),
  ]);
}
