// SPDX-License-Identifier: Apache-2.0
import { partsOf } from './name-parts.ts';

const bankName = /银行|\bbank\b/i;

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
  return partsOf(subject).flatMap(({ type, value }) => (type.toUpperCase() === 'OU' ? [value] : []));
}

export function bankOrIssuer(subject: string, issuer: string): string | null {
  return bankOf(subject, issuer) ?? partsOf(issuer).find(({ type }) => type.toUpperCase() === 'O')?.value ?? null;
}
