// SPDX-License-Identifier: Apache-2.0
/** What is known about the revocation of one certificate of a path. */
export interface CertificateStatus {
  /** SHA-256, lower-case hex. */
  readonly certificate: string;
  readonly state: 'good' | 'revoked' | 'unknown';
  /** Who said so; null: nobody. */
  readonly source: 'ocsp' | 'crl' | null;
  /** ISO 8601 UTC, when the word is to be renewed; null where it does not end. */
  readonly goodUntil: string | null;
  readonly revokedAt: string | null;
  /** CRLReason (RFC 5280 §5.3.1). */
  readonly reason: number | null;
}

/** Of nobody's word. */
export function unknownStatus(certificate: string): CertificateStatus {
  return { certificate, state: 'unknown', source: null, goodUntil: null, revokedAt: null, reason: null };
}
