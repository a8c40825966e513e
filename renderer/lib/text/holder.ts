// SPDX-License-Identifier: Apache-2.0
import { holderNameIn } from '../../../shared/domain/certificates/holder-name.ts';
import { bankOf, companyName, unitsOf } from '../../../shared/domain/certificates/bank-of.ts';
import { isIdentityNumber, maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { partsOf } from '../../../shared/domain/certificates/name-parts.ts';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { screenText } from './screen-text.ts';

export interface Holder {
  readonly kind: 'person' | 'organisation' | 'service' | 'authority';
  /** Organisation, then bank, place or issuer, without duplicates or the display name. */
  readonly facts: readonly string[];
  readonly number: { readonly whole: string; readonly masked: string } | null;
}

const serviceName = /\.|^[a-z0-9][\w@-]*$/;
const shownDigits = 4;

export function holderOf(
  certificate: Pick<
    CertificateDetail,
    'subject' | 'issuer' | 'displayName' | 'issuerName' | 'place' | 'isCa' | 'holderNumber'
  >,
): Holder {
  const { subject, issuer, displayName, issuerName, place, isCa, holderNumber } = certificate;
  const facts = [organisationIn(subject, issuer), bankOf(subject) ?? place ?? issuerName].filter(
    (fact): fact is string => fact !== null && fact !== '' && fact !== displayName,
  );
  return {
    kind: kindOf(displayName, isCa, holderNumber),
    facts: [...new Set(facts)],
    number: maskedNumber(holderNumber),
  };
}

/** The holder's, never the issuer's. */
export function organisationIn(subject: string, issuer: string): string | null {
  const issuers = new Set(partsOf(issuer).map(({ value }) => value));
  return partsOf(subject).find(({ type, value }) => type.toUpperCase() === 'O' && !issuers.has(value))?.value ?? null;
}

export function bankLine({
  subject,
  issuer,
  issuerName,
}: Pick<CertificateDetail, 'subject' | 'issuer' | 'issuerName'>): string {
  return [...new Set([...unitsOf(subject, issuer), issuerName])]
    .map((name) => screenText(maskIdentityNumbers(name)))
    .join(' · ');
}

function kindOf(name: string, isCa: boolean, number: string | null): Holder['kind'] {
  if (isCa) return 'authority';
  if (companyName.test(name)) return 'organisation';
  if (number !== null) return isIdentityNumber(number) ? 'person' : 'organisation';
  return serviceName.test(name) ? 'service' : 'person';
}

function maskedNumber(number: string | null): Holder['number'] {
  if (number === null) return null;
  const hidden = '*'.repeat(Math.max(0, number.length - 2 * shownDigits));
  return { whole: number, masked: number.slice(0, shownDigits) + hidden + number.slice(-shownDigits) };
}

/** The holder's name in an RFC 4514 subject, or the whole subject. */
export function subjectName(subject: string): string {
  return screenText(holderNameIn(subject) ?? subject);
}
