// SPDX-License-Identifier: Apache-2.0
export interface CertificateFields {
  readonly sha256: string;
  readonly subject: string;
  readonly issuer: string;
  /** Identity numbers are masked. */
  readonly displayName: string;
  readonly issuerName: string;
  readonly maskedSubject: string;
  readonly serial: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly algorithm: string;
  readonly isCa: boolean;
  readonly selfIssued: boolean;
  /** SHA-256 of the field's DER, lower-case hex. */
  readonly subjectHash: string;
  readonly issuerHash: string;
  readonly spkiSha256: string;
  /** Lower-case hex. */
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  /** RFC 5280 §4.2.1.3, with digitalSignature as bit 0. */
  readonly keyUsage: number | null;
  /** Names and alternative names, one a line, not yet case-folded. */
  readonly searchText: string;
}
