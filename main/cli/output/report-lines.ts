// SPDX-License-Identifier: Apache-2.0
import { keyAlgorithmName } from '../../../shared/domain/certificates/key-algorithm-name.ts';
import type { Language } from '../../../shared/i18n/language.ts';
import type { InspectionReport } from '../../../shared/schemas/certificates/inspection.ts';
import { diagnosisText, words } from './messages.ts';
import { ownFileLine } from '../vault/own-file-line.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

/** `--json` has more. */
const maxShownSerials = 20;

export function reportLines(language: Language, report: InspectionReport): string[] {
  const own = ownFileLine(language, report.kind, report.file);
  if (own !== null) return [`${visibleText(report.file)}: ${own}`];
  return [
    `${visibleText(report.file)}: ${report.kind} - ${diagnosisText(language, report.diagnosis)}`,
    ...certificateLines(report),
    ...keyLines(language, report),
    ...crlLines(language, report),
    ...requestLines(language, report),
  ];
}

function certificateLines({ certificates }: InspectionReport): string[] {
  return certificates.flatMap((certificate) => [
    `  ${certificate.sha256.slice(0, 16)}  ${visibleText(certificate.subject)}`,
    `    ${certificate.algorithm}${certificate.hasPrivateKey ? ' +key' : ''}  ${certificate.notBefore} .. ${certificate.notAfter}`,
  ]);
}

function keyLines(language: Language, { keys, unopenedKeys = [] }: InspectionReport): string[] {
  const text = words(language);
  return [
    ...keys.map(({ algorithm, matches, usable }) => {
      const unusable = usable === false ? `  ${text.keyUnusable}` : '';
      return `  key ${keyAlgorithmName(algorithm)} -> ${matches?.slice(0, 16) ?? '-'}${unusable}`;
    }),
    ...unopenedKeys.map(
      ({ name, matches, reason }) =>
        `  key ${visibleText(name ?? '')} -> ${matches?.slice(0, 16) ?? '-'}  ${text.keyLocked[reason]}`,
    ),
  ];
}

function crlLines(language: Language, { crls = [] }: InspectionReport): string[] {
  return crls.flatMap(({ issuer, thisUpdate, nextUpdate, entries, revoked }) => [
    `  ${visibleText(issuer)}`,
    `    ${thisUpdate} .. ${nextUpdate ?? '-'}  ${words(language).revoked} ${entries}`,
    ...revoked
      .slice(0, maxShownSerials)
      .map(({ serial, date, reason }) => `    ${serial}  ${date}${reason === null ? '' : `  ${reason}`}`),
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
