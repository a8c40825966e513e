// SPDX-License-Identifier: Apache-2.0
import { unitsOf } from '../domain/certificates/bank-of.ts';
import { holderNameIn } from '../domain/certificates/holder-name.ts';
import { partsOf } from '../domain/certificates/name-parts.ts';
import { decimalSerial, serialBytes } from '../domain/certificates/serial-number.ts';
import { contactSheetTexts, type ContactSheetTexts } from '../i18n/contact-sheet.ts';
import type { Language } from '../i18n/language.ts';
import { fillMessage, joinSentences } from '../i18n/message.ts';
import type { LossKind } from '../schemas/certificates/loss.ts';
import type { ContactSheet } from '../schemas/enrolment/contact-sheet.ts';
import { visibleText } from './visible-text.ts';

type Sheets = readonly [ContactSheet, ...ContactSheet[]];

/** All sheets must be for the same CA. */
export function contactSheetLines([first, ...more]: Sheets, language: Language): string[] {
  const text = contactSheetTexts[language];
  const { authority } = first;
  const fact = (name: string, value: string) => `  ${name}${text.colon}${visibleText(value)}`;
  const asks = authority?.asks?.map((each) => each[language]) ?? text.usual;
  const steps = authority?.steps?.map((each) => each[language]) ?? [];
  const sheets = [first, ...more];
  const kindOf = ({ kind }: ContactSheet) => kind ?? 'unknown';
  const isOneKind = sheets.every((each) => kindOf(each) === kindOf(first));
  const isOneReport = sheets.every(
    ({ notifiedAt, reference }) => notifiedAt === first.notifiedAt && reference === first.reference,
  );
  const reportOf = ({ notifiedAt, reference }: ContactSheet) => [
    ...(notifiedAt === undefined ? [] : [fact(text.notified, timeOf(notifiedAt, language))]),
    ...(reference === undefined ? [] : [fact(text.reference, reference)]),
  ];
  const room = sheets.some(({ reference }) => reference === undefined) ? [`${text.reference}${text.colon}____`] : [];
  return [
    text.title,
    text.notContacted,
    '',
    text.authority,
    ...authorityLines([first, ...more], text, language),
    ...sheets.flatMap((sheet) => [
      '',
      text.certificate,
      fact(text.holder, holderText(sheet.certificate)),
      fact(text.issuer, sheet.certificate.issuer),
      fact(text.serial, serialBytes(sheet.certificate.serial)),
      fact(text.serialDecimal, decimalSerial(sheet.certificate.serial)),
      fact(text.validity, `${sheet.certificate.notBefore.slice(0, 10)} - ${sheet.certificate.notAfter.slice(0, 10)}`),
      fact(text.fingerprint, sheet.certificate.sha256),
      ...(isOneReport ? [] : reportOf(sheet)),
      ...(isOneKind ? [] : [fact(text.say, spokenReport([sheet], kindOf(sheet), language))]),
    ]),
    ...(isOneKind ? ['', text.say, `  ${spokenReport([first, ...more], kindOf(first), language)}`] : []),
    '',
    text.ready,
    ...asks.map((each) => `  - ${visibleText(each)}`),
    ...(steps.length > 0
      ? ['', text.steps, ...steps.map((each, index) => `  ${index + 1}. ${visibleText(each)}`)]
      : []),
    '',
    ...(isOneReport ? reportOf(first).map((line) => line.trimStart()) : []),
    ...room,
    `${text.clerk}${text.colon}____`,
  ];
}

/** The profile's phone, or else the one noted with the losses. */
export function phoneOf(sheets: Sheets): string | undefined {
  return sheets[0].authority?.contact?.phone ?? sheets.find(({ phone }) => phone !== undefined)?.phone;
}

export function spokenReport(sheets: Sheets, kind: LossKind | 'unknown', language: Language): string {
  const text = contactSheetTexts[language];
  const [
    {
      certificate: { subject, displayName, serial },
    },
  ] = sheets;
  if (sheets.length > 1) {
    return joinSentences(text.sayingMany[kind], fillMessage(text.counted, { count: sheets.length }));
  }
  const name = visibleText(holderNameIn(subject) ?? displayName);
  return joinSentences(text.saying[kind], fillMessage(text.one, { name, serial: serialBytes(serial) }));
}

function timeOf(iso: string, language: Language): string {
  // In Intl, `en` means US order.
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}

function holderText({ subject, displayName }: ContactSheet['certificate']): string {
  return `${holderNameIn(subject) ?? displayName} (${subject})`;
}

export function contactSheetText(sheets: Sheets, language: Language): string {
  return `${contactSheetLines(sheets, language).join('\n')}\n`;
}

function authorityLines(sheets: Sheets, text: ContactSheetTexts, language: Language): string[] {
  const [{ authority, certificate }] = sheets;
  const phone = phoneOf(sheets);
  if (authority === null) {
    const { subject, issuer } = certificate;
    const issuerName = partsOf(issuer).find(({ type }) => type.toUpperCase() === 'CN')?.value ?? issuer;
    const names = [...new Set([...unitsOf(subject, issuer), issuerName])];
    const known = phone === undefined ? text.authorityUnknown : `${text.phone}${text.colon}${visibleText(phone)}`;
    return [`  ${visibleText(names.join(' · '))}`, `  ${known}`];
  }
  const { name, host, confirmed, contact } = authority;
  const both = host.ascii === host.unicode ? host.ascii : `${host.unicode} (${host.ascii})`;
  const facts: [string, string | undefined][] = [
    [text.address, both],
    [text.phone, phone],
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
