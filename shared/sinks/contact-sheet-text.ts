// SPDX-License-Identifier: Apache-2.0
import { decimalSerial, serialBytes } from '../domain/certificates/serial-number.ts';
import { contactSheetTexts, type ContactSheetTexts } from '../i18n/contact-sheet.ts';
import type { Language } from '../i18n/language.ts';
import type { ContactSheet } from '../schemas/enrolment/contact-sheet.ts';
import { visibleText } from './visible-text.ts';

type Sheets = readonly [ContactSheet, ...ContactSheet[]];

/** All of the same CA. */
export function contactSheetLines([first, ...more]: Sheets, language: Language): string[] {
  const text = contactSheetTexts[language];
  const { authority } = first;
  const fact = (name: string, value: string) => `  ${name}${text.colon}${visibleText(value)}`;
  const asks = authority?.asks?.map((each) => each[language]) ?? text.usual;
  const steps = authority?.steps?.map((each) => each[language]) ?? [];
  const kinds = new Set([first, ...more].map(({ kind }) => kind ?? 'unknown'));
  return [
    text.title,
    text.notContacted,
    '',
    text.authority,
    ...authorityLines(first, text, language),
    ...[first, ...more].flatMap(({ certificate }) => [
      '',
      text.certificate,
      fact(text.holder, `${certificate.displayName} (${certificate.subject})`),
      fact(text.issuer, certificate.issuer),
      fact(text.serial, serialBytes(certificate.serial)),
      fact(text.serialDecimal, decimalSerial(certificate.serial)),
      fact(text.validity, `${certificate.notBefore.slice(0, 10)} - ${certificate.notAfter.slice(0, 10)}`),
      fact(text.fingerprint, certificate.sha256),
    ]),
    '',
    text.say,
    ...[...kinds].map((kind) => `  ${text.saying[kind]}`),
    '',
    text.ready,
    ...asks.map((each) => `  - ${visibleText(each)}`),
    ...(steps.length > 0
      ? ['', text.steps, ...steps.map((each, index) => `  ${index + 1}. ${visibleText(each)}`)]
      : []),
  ];
}

export function contactSheetText(sheets: Sheets, language: Language): string {
  return `${contactSheetLines(sheets, language).join('\n')}\n`;
}

function authorityLines({ authority }: ContactSheet, text: ContactSheetTexts, language: Language): string[] {
  if (authority === null) return [`  ${text.authorityUnknown}`];
  const { name, host, confirmed, contact } = authority;
  const both = host.ascii === host.unicode ? host.ascii : `${host.unicode} (${host.ascii})`;
  const facts: [string, string | undefined][] = [
    [text.address, both],
    [text.phone, contact?.phone],
    [text.email, contact?.email],
    [text.page, contact?.url],
    [text.hours, contact?.hours?.[language]],
  ];
  return [
    `  ${visibleText(name)}`,
    ...(confirmed ? [] : [`  ${text.unverified}`]),
    ...facts.flatMap(([label, value]) => (value === undefined ? [] : [`  ${label}${text.colon}${visibleText(value)}`])),
  ];
}
