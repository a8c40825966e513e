// SPDX-License-Identifier: Apache-2.0
import type { CertificateDetail } from '../../../../shared/schemas/certificates/certificate.ts';
import { bankName } from '../../../lib/text/bank-of.ts';
import { partsOf } from '../../../lib/text/distinguished-name.ts';

export interface Holder {
  readonly kind: 'person' | 'organisation' | 'service' | 'authority';
  /** Organisation, then the bank or issuer; each once. */
  readonly facts: readonly string[];
  /** Null: none in the subject. */
  readonly number: { readonly whole: string; readonly masked: string } | null;
}

const companyName = /公司|集团|厂$|局$|社$|院$|中心$|\b(ltd|inc|gmbh|llc|plc|co)\b\.?/i;
const serviceName = /[@.]|^[a-z0-9][\w-]*$/;
/** Shown at both ends (L01). */
const shownDigits = 4;

/** Who it belongs to, in words. Banks put their own name into an organisational unit. */
export function holderOf(detail: CertificateDetail): Holder {
  const { subject, issuer, displayName, issuerName, place, isCa, holderNumber } = detail;
  const parts = partsOf(subject);
  const valuesOf = (type: string) => parts.filter((part) => part.type.toUpperCase() === type).map(({ value }) => value);
  const issuers = new Set(partsOf(issuer).map(({ value }) => value));
  const organisation = valuesOf('O').find((value) => !issuers.has(value)) ?? null;
  const bank = [...valuesOf('OU'), ...valuesOf('O')].find((value) => bankName.test(value)) ?? null;
  const facts = [organisation, bank ?? place ?? issuerName].filter(
    (fact): fact is string => fact !== null && fact !== '' && fact !== displayName,
  );
  return {
    kind: kindOf(displayName, isCa, holderNumber),
    facts: [...new Set(facts)],
    number: maskedNumber(holderNumber),
  };
}

function kindOf(name: string, isCa: boolean, number: string | null): Holder['kind'] {
  if (isCa) return 'authority';
  // A credit code has letters within, or is no date of birth.
  if (companyName.test(name)) return 'organisation';
  if (number !== null)
    return /^\d{15}(\d{2}[\dX])?$/i.test(number) && !number.startsWith('91') ? 'person' : 'organisation';
  return serviceName.test(name) ? 'service' : 'person';
}

function maskedNumber(number: string | null): Holder['number'] {
  if (number === null) return null;
  const hidden = '*'.repeat(Math.max(0, number.length - 2 * shownDigits));
  return { whole: number, masked: number.slice(0, shownDigits) + hidden + number.slice(-shownDigits) };
}
