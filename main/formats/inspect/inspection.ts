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
  readonly friendlyName: string | null;
}

export interface FoundKey {
  /** Unencrypted DER (RFC 5208). The owner must zero it. */
  readonly pkcs8: Uint8Array;
  readonly algorithm: string;
  /** Lower-case hex, or null if it cannot be derived. */
  readonly spkiSha256: string | null;
  readonly matches: string | null;
  readonly friendlyName: string | null;
  readonly madeBy?: KeyMaker | undefined;
}

/** `signature` is checked with the request's own key. */
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
  /** Encryption key pairs as the CA sent them, if no matching signing key is available. */
  readonly wrapped?: readonly WrappedPair[] | undefined;
  /** SPKI SHA-256 of the signing keys that decrypted encryption keys. */
  readonly unwrappedBy?: readonly string[] | undefined;
}

export interface OrderInParts {
  readonly indices: number[];
  readonly lateNames: [index: number, friendlyName: string][];
}

export interface InspectionAfterParts extends Omit<Inspection, 'certificates'> {
  readonly order: OrderInParts;
  readonly keys: FoundKey[];
}

export interface InspectionLimits {
  readonly maxBytes: number;
  /** In rounds of native PBKDF2-SHA-256 (about 0.4 µs each). */
  readonly maxWork: number;
  readonly maxObjects: number;
}

export const defaultLimits: InspectionLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxWork: 20_000_000,
  maxObjects: 50_000,
};

/** For a first pass, so other files don't wait. Files from common programs need far less. */
export const quickWork = 2_000_000;
