// SPDX-License-Identifier: Apache-2.0
/** What the thin DER reader takes from a certificate: enough for the list, search, pairing and chains. */
export interface CertificateFields {
  /** Lower-case hex. */
  readonly sha256: string;
  /** RFC 4514, whole. */
  readonly subject: string;
  readonly issuer: string;
  /** From known subject patterns, identity numbers masked (L01). */
  readonly displayName: string;
  readonly issuerName: string;
  /** `subject` with identity numbers masked. */
  readonly maskedSubject: string;
  /** Lower-case hex without leading zeros. */
  readonly serial: string;
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** `rsa-2048`, `ec-p256`, … or the OID of the public key algorithm. */
  readonly algorithm: string;
  readonly isCa: boolean;
  readonly selfIssued: boolean;
  /** Lower-case hex of SHA-256 over the DER of subject / issuer: chain lookup by name. */
  readonly subjectHash: string;
  readonly issuerHash: string;
  /** Lower-case hex of SHA-256 over the SubjectPublicKeyInfo DER: pairs keys with certificates. */
  readonly spkiSha256: string;
  /** Lower-case hex, or null when the extension is absent. */
  readonly subjectKeyId: string | null;
  readonly authorityKeyId: string | null;
  /** RFC 5280 §4.2.1.3 as a number, bit 0 = digitalSignature; null when the extension is absent. */
  readonly keyUsage: number | null;
  /** Text of names, SANs, serial: what search looks through (folded by the vault). */
  readonly searchText: string;
}
