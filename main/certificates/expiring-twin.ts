// SPDX-License-Identifier: Apache-2.0
import { dayMs } from '../../shared/domain/certificates/certificate-status.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';
import { holderNumberIn } from '../x509/names/identity-number-mask.ts';

/** Days before its end. */
const offeredDays = 60;

export type TwinFields = Pick<
  CertificateFields,
  'sha256' | 'subject' | 'subjectHash' | 'issuerHash' | 'keyUsage' | 'spkiSha256' | 'isCa' | 'notBefore' | 'notAfter'
> & { readonly hasPrivateKey: boolean };

/**
 * The certificate a new one replaces: same holder (name, or identity number), issuer and use, or same key; expired, or
 * expiring within 60 days and earlier. The latest; null: none.
 */
export function expiringTwin(rows: readonly CertificateRow[], fresh: TwinFields, now: Date): CertificateRow | null {
  if (fresh.isCa || Date.parse(fresh.notAfter) < now.getTime()) return null;
  const until = now.getTime() + offeredDays * dayMs;
  const number = holderNumberIn(fresh.subject);
  const twins = rows.filter(
    (row) =>
      !row.isCa &&
      row.sha256 !== fresh.sha256 &&
      row.notBefore < fresh.notBefore &&
      row.notAfter < fresh.notAfter &&
      Date.parse(row.notAfter) <= until &&
      (fresh.hasPrivateKey || !row.hasPrivateKey) &&
      isSameHolder(row, fresh, number),
  );
  return twins.reduce<CertificateRow | null>(
    (latest, row) => (latest === null || row.notAfter > latest.notAfter ? row : latest),
    null,
  );
}

/** Masked identity number or company credit code, `3101**********2846`; null: none in the subject. */
export function maskedNumberOf(subject: string): string | null {
  const number = holderNumberIn(subject);
  if (number === null) return null;
  return number.slice(0, 4) + '*'.repeat(Math.max(0, number.length - 8)) + number.slice(-4);
}

function isSameHolder(row: CertificateRow, fresh: TwinFields, number: string | null): boolean {
  if (row.spkiSha256 === fresh.spkiSha256) return true;
  // Banks issue signing and encryption certificates in parallel.
  if (row.issuerHash !== fresh.issuerHash || row.keyUsage !== fresh.keyUsage) return false;
  return row.subjectHash === fresh.subjectHash || (number !== null && number === holderNumberIn(row.subject));
}
