// SPDX-License-Identifier: Apache-2.0
export interface CertificateStatus {
  readonly certificate: string;
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly source: 'ocsp' | 'crl' | null;
  /** ISO 8601 UTC, or null if unknown or unlimited. */
  readonly goodUntil: string | null;
  readonly revokedAt: string | null;
  /** CRLReason (RFC 5280 §5.3.1). */
  readonly reason: number | null;
}

export function unknownStatus(certificate: string): CertificateStatus {
  return { certificate, state: 'unknown', source: null, goodUntil: null, revokedAt: null, reason: null };
}
