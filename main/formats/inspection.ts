// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis, FileKind, UnopenedKey } from '../../shared/schemas/inspection.ts';
import type { SignatureVerdict } from '../../shared/schemas/certificate.ts';
import type { CertificateFields } from '../x509/certificate-fields.ts';
import type { CrlSummary } from '../x509/read-crl.ts';
import type { RequestSummary } from '../x509/read-request.ts';

export interface FoundCertificate {
  readonly der: Uint8Array;
  readonly fields: CertificateFields;
  /** PKCS#12 friendlyName (RFC 2985 §5.5.1), JKS alias, or null. */
  readonly friendlyName: string | null;
}

export interface FoundKey {
  /** Unencrypted PKCS#8 PrivateKeyInfo (RFC 5208), DER. Whoever holds it zeroes it. */
  readonly pkcs8: Uint8Array;
  readonly algorithm: string;
  /** Lower-case hex of SHA-256 over the SubjectPublicKeyInfo DER of the public half; null when it cannot be derived. */
  readonly spkiSha256: string | null;
  /** SHA-256 of the certificate of the same file that it belongs to. */
  readonly matches: string | null;
  readonly friendlyName: string | null;
}

/** A certificate request; `signature`: by the key that it is for. */
export interface FoundRequest extends Omit<RequestSummary, 'spki'> {
  readonly signature: SignatureVerdict;
}

/** Everything found in one file. Certificates: a leaf, then its issuers, then the rest. */
export interface Inspection {
  readonly kind: FileKind;
  readonly certificates: readonly FoundCertificate[];
  readonly keys: readonly FoundKey[];
  /** Keys that stay shut. */
  readonly unopened: readonly UnopenedKey[];
  readonly crls: readonly CrlSummary[];
  readonly requests: readonly FoundRequest[];
  readonly diagnosis: Diagnosis;
}

/** The order of certificates that were handed over in parts: indices in the sequence of handing over. */
export interface OrderInParts {
  readonly indices: number[];
  /** Friendly names that turned up after their certificate had been handed over. */
  readonly lateNames: [index: number, friendlyName: string][];
}

/** What remains to be told when the certificates were handed over in parts. */
export interface InspectionAfterParts extends Omit<Inspection, 'certificates'> {
  readonly order: OrderInParts;
  readonly keys: FoundKey[];
}

export interface InspectionLimits {
  /** Bytes of the file. */
  readonly maxBytes: number;
  /** Key derivation work of the whole file, in rounds of native PBKDF2 with SHA-256 (about 0.4 µs). */
  readonly maxWork: number;
  /** Certificates plus keys. */
  readonly maxObjects: number;
}

export const defaultLimits: InspectionLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxWork: 20_000_000,
  maxObjects: 50_000,
};

/** Of a file that others wait behind; OpenSSL, NSS, Java and this program write files far below it. */
export const quickWork = 2_000_000;
