// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis, FileKind, UnopenedKey } from '../../../shared/schemas/certificates/inspection.ts';
import type { KeyMaker, SignatureVerdict } from '../../../shared/schemas/certificates/certificate.ts';
import type { WrappedPair } from '../cfca/wrapped-key.ts';
import type { CertificateFields } from '../../x509/certificate/certificate-fields.ts';
import type { CrlSummary } from '../../x509/path/revocation/read-crl.ts';
import type { RequestSummary } from '../../x509/requests/read-request.ts';

export interface FoundCertificate {
  readonly der: Uint8Array;
  readonly fields: CertificateFields;
  /** RFC 2985 §5.5.1, or JKS alias. */
  readonly friendlyName: string | null;
}

export interface FoundKey {
  /** RFC 5208, DER, unencrypted; the holder zeroes it. */
  readonly pkcs8: Uint8Array;
  readonly algorithm: string;
  /** SHA-256, lower-case hex; null: not derivable. */
  readonly spkiSha256: string | null;
  /** SHA-256 of its certificate in the same file. */
  readonly matches: string | null;
  readonly friendlyName: string | null;
  /** Absent: unknown. */
  readonly madeBy?: KeyMaker | undefined;
}

/** `signature`: by the requested key. */
export interface FoundRequest extends Omit<RequestSummary, 'spki'> {
  readonly signature: SignatureVerdict;
}

export interface Inspection {
  readonly kind: FileKind;
  readonly certificates: readonly FoundCertificate[];
  readonly keys: readonly FoundKey[];
  readonly unopened: readonly UnopenedKey[];
  readonly crls: readonly CrlSummary[];
  readonly requests: readonly FoundRequest[];
  readonly diagnosis: Diagnosis;
  /** Encryption pairs as the CA sent them, for a signing key that is not at hand. */
  readonly wrapped?: readonly WrappedPair[] | undefined;
  /** SHA-256 of the keys at hand that opened encryption keys. */
  readonly unwrappedBy?: readonly string[] | undefined;
}

/** In hand-over order. */
export interface OrderInParts {
  readonly indices: number[];
  /** Names found after hand-over. */
  readonly lateNames: [index: number, friendlyName: string][];
}

export interface InspectionAfterParts extends Omit<Inspection, 'certificates'> {
  readonly order: OrderInParts;
  readonly keys: FoundKey[];
}

export interface InspectionLimits {
  readonly maxBytes: number;
  /** In rounds of native PBKDF2-SHA-256 (about 0.4 µs). */
  readonly maxWork: number;
  /** Certificates plus keys. */
  readonly maxObjects: number;
}

export const defaultLimits: InspectionLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxWork: 20_000_000,
  maxObjects: 50_000,
};

/** While other files wait. Common programs stay far below. */
export const quickWork = 2_000_000;
