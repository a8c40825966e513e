// SPDX-License-Identifier: Apache-2.0
import { daysLeft } from '../../shared/domain/certificates/certificate-status.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { CertificateFields } from '../x509/certificate/certificate-fields.ts';
import { holderNumberIn } from '../../shared/domain/certificates/identity-numbers.ts';

const offeredDays = 60;

export type TwinFields = Pick<
  CertificateFields,
  'sha256' | 'subject' | 'subjectHash' | 'issuerHash' | 'keyUsage' | 'spkiSha256' | 'isCa' | 'notBefore' | 'notAfter'
> & { readonly hasPrivateKey: boolean };

/**
 * Finds the certificate that `fresh` replaces: same key, or same holder (by name or identity number), issuer and usage.
 * The old one has expired or expires within 60 days. `fresh` starts and ends later, and has a key if the old one has.
 * Returns the last to expire, or null.
 */
export function expiringTwin(rows: readonly CertificateRow[], fresh: TwinFields, now: Date): CertificateRow | null {
  if (fresh.isCa || Date.parse(fresh.notAfter) < now.getTime()) return null;
  const number = holderNumberIn(fresh.subject);
  const twins = rows.filter(
    (row) =>
      !row.isCa &&
      row.sha256 !== fresh.sha256 &&
      row.notBefore < fresh.notBefore &&
      row.notAfter < fresh.notAfter &&
      daysLeft(row.notAfter, now) <= offeredDays &&
      (fresh.hasPrivateKey || !row.hasPrivateKey) &&
      isSameHolder(row, fresh, number),
  );
  return twins.reduce<CertificateRow | null>(
    (latest, row) => (latest === null || row.notAfter > latest.notAfter ? row : latest),
    null,
  );
}

/** Masks the identity number or unified social credit code in `subject`, as `3101**********2846`. Null without one. */
export function maskedNumberOf(subject: string): string | null {
  const number = holderNumberIn(subject);
  if (number === null) return null;
  return number.slice(0, 4) + '*'.repeat(Math.max(0, number.length - 8)) + number.slice(-4);
}

function isSameHolder(row: CertificateRow, fresh: TwinFields, number: string | null): boolean {
  if (row.spkiSha256 === fresh.spkiSha256) return true;
  if (row.issuerHash !== fresh.issuerHash || row.keyUsage !== fresh.keyUsage) return false;
  return row.subjectHash === fresh.subjectHash || (number !== null && number === holderNumberIn(row.subject));
}
