// SPDX-License-Identifier: Apache-2.0
import { holderNameIn } from './holder-name.ts';
import { maskIdentityNumbers } from './identity-numbers.ts';
import { partsOf } from './name-parts.ts';

const bankName = /银行|\bbank\b/i;
export const companyName = /公司|集团|厂$|局$|社$|院$|中心$|\b(ltd|inc|gmbh|llc|plc|co)\b\.?/i;
const serviceName = /税务(?!师)|社保|社会保险|公积金|医保|人社|政务|海关|招投标/;
const employerName = /公司|集团|厂$|事务所/;
const chinese = /\p{Script=Han}/u;

/** Takes RFC 4514 names. Searches OU first, where Chinese banks put their name. */
export function bankOf(...names: readonly string[]): string | null {
  for (const parts of names.map(partsOf)) {
    for (const type of ['OU', 'O', 'CN']) {
      const part = parts.find((each) => each.type.toUpperCase() === type && bankName.test(each.value));
      if (part !== undefined) return part.value;
    }
  }
  return null;
}

export function unitsOf(subject: string, issuer: string): string[] {
  const bank = bankOf(subject, issuer);
  if (bank !== null) return [bank];
  const units = partsOf(subject).flatMap(({ type, value }) => (type.toUpperCase() === 'OU' ? [value] : []));
  const office = officeOf(subject, issuer);
  return office === null ? units : [...units, office];
}

/**
 * The office or service of a person's certificate, such as 电子税务. Only Chinese certificates name it in O, where the
 * employer is more common, so only known services count.
 */
function officeOf(subject: string, issuer: string): string | null {
  const holder = holderNameIn(subject) ?? '';
  if (!chinese.test(holder) || companyName.test(holder)) return null;
  const others = new Set([holder, ...partsOf(issuer).map(({ value }) => value)]);
  const named = partsOf(subject).find(({ type }) => type.toUpperCase() === 'O')?.value ?? '';
  return serviceName.test(named) && !employerName.test(named) && !others.has(named) ? named : null;
}

/** The bank, even if only the issuer names it, or else the office. */
export function institutionOf(subject: string, issuer: string): string | null {
  return bankOf(subject, issuer) ?? officeOf(subject, issuer);
}

export function institutionNames(subject: string, issuer: string): readonly string[] {
  const bank = bankOf(subject, issuer);
  if (bank !== null) return [bank];
  const valuesOf = (name: string, types: readonly string[]) =>
    partsOf(name).flatMap(({ type, value }) => (types.includes(type.toUpperCase()) ? [value] : []));
  return [...valuesOf(subject, ['OU', 'O']), ...valuesOf(issuer, ['CN', 'O'])];
}

export function bankOrIssuer(subject: string, issuer: string): string | null {
  const organisation = partsOf(issuer).find(({ type }) => type.toUpperCase() === 'O')?.value;
  return institutionOf(subject, issuer) ?? organisation ?? null;
}

/** Identity numbers are masked. */
export function institutionToNotify(certificate: {
  readonly subject: string;
  readonly issuer: string;
  readonly issuerName: string;
}): string {
  const { subject, issuer, issuerName } = certificate;
  return maskIdentityNumbers(bankOrIssuer(subject, issuer) ?? issuerName);
}
