// SPDX-License-Identifier: Apache-2.0
export interface CertificateFields {
  /** Lower-case hex. */
  readonly sha256: string;
  /** RFC 4514. */
  readonly subject: string;
  readonly issuer: string;
  /** Identity numbers masked (L01). */
  readonly displayName: string;
  readonly issuerName: string;
  /** Identity numbers masked. */
  readonly maskedSubject: string;
  /** Lower-case hex without leading zeros. */
  readonly serial: string;
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** `rsa-2048`, `ec-p256`, … or the algorithm's OID. */
  readonly algorithm: string;
  readonly isCa: boolean;
  readonly selfIssued: boolean;
  /** SHA-256 of subject / issuer DER, lower-case hex. */
  readonly subjectHash: string;
  readonly issuerHash: string;
  /** SHA-256 of the SubjectPublicKeyInfo, lower-case hex. */
  readonly spkiSha256: string;
  /** Lower-case hex; null: absent. */
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  /** RFC 5280 §4.2.1.3, bit 0 = digitalSignature; null: absent. */
  readonly keyUsage: number | null;
  /** Names, SANs, serial; folded by the vault. */
  readonly searchText: string;
}
