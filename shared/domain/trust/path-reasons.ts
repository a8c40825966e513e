// SPDX-License-Identifier: Apache-2.0
export const pathReasonCodes = [
  'no-issuer',
  'root-untrusted',
  'search-limit',
  'signature-invalid',
  'signature-unsupported',
  'not-yet-valid',
  'expired',
  'not-authority',
  'path-length',
  'too-deep',
  'key-usage',
  'extended-key-usage',
  'name-constraints',
  'name-constraints-unsupported',
  'policy',
  'critical-extension',
  'malformed',
  'profile',
  'webpki',
  'weak-algorithm',
  'name-mismatch',
  'revoked',
  'revocation-unknown',
] as const;
export type PathReasonCode = (typeof pathReasonCodes)[number];

export const pathWarningCodes = ['weak-key', 'weak-signature', 'weak-revocation'] as const;
export type PathWarningCode = (typeof pathWarningCodes)[number];

export type PathRole = 'leaf' | 'intermediate' | 'anchor';

/** Values of `detail` for the codes `profile` (RFC 5280) and `webpki` (Baseline Requirements). */
export const pathRules = [
  'algorithms-differ',
  'repeated-extension',
  'empty-issuer',
  'empty-subject',
  'serial-number',
  'authority-key-id-missing',
  'authority-key-id-critical',
  'subject-key-id-missing',
  'subject-key-id-critical',
  'basic-constraints-not-critical',
  'name-constraints-not-critical',
  'name-constraints-syntax',
  'name-constraints-in-leaf',
  'policy-constraints-not-critical',
  'inhibit-any-policy-not-critical',
  'information-access-critical',
  'certificate-signing-without-authority',
  'alternative-names-not-critical',
  'alternative-names-critical',
  'alternative-names-missing',
  'host-name-syntax',
  'wildcard',
  'common-name',
  'any-extended-key-usage',
  'extended-key-usage-missing',
  'extended-key-usage-critical',
  'extended-key-usage-of-root',
  'authority-key-id-of-root',
  'authority-as-leaf',
  'version',
] as const;
export type PathRule = (typeof pathRules)[number];

export interface PathFinding<Code> {
  readonly code: Code;
  /** SHA-256, lower-case hex. */
  readonly certificate: string;
  /** Identity numbers are masked. */
  readonly name: string;
  readonly role: PathRole;
  /** Depends on `code`, for example a date (ISO 8601 UTC). */
  readonly detail: string | null;
}

export type PathReason = PathFinding<PathReasonCode>;
export type PathWarning = PathFinding<PathWarningCode>;

export const revocationReasonNames: readonly string[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  '7',
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];
