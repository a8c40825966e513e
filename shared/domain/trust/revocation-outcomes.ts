// SPDX-License-Identifier: Apache-2.0
/** `delta`: changes since a base list. */
export const contactKinds = ['ocsp', 'crl', 'delta', 'issuer'] as const;
export type ContactKind = (typeof contactKinds)[number];

export const answerVerdicts = [
  'answered',
  /** RFC 6960 §2.2. */
  'unknown-there',
  'try-later',
  /** `malformedRequest`, `internalError`, `sigRequired`, `unauthorized`. */
  'responder-error',
  'damaged',
  'other-certificate',
  'foreign-signer',
  'out-of-date',
  'not-yet-valid',
  /** Delta of a different list. */
  'other-base',
  /** Nonce from a different request. */
  'replayed',
  /** Unsupported algorithm or critical extension. */
  'unsupported',
] as const;
export type AnswerVerdict = (typeof answerVerdicts)[number];

export const contactFailures = [
  'not-needed',
  /** First named during the check, so not consented to. */
  'not-agreed',
  'cancelled',
  /** Private, this computer, or unreachable from outside. */
  'address-refused',
  'host-unknown',
  'unreachable',
  'too-slow',
  'too-large',
  /** To a host not shown. */
  'redirected',
  'http-error',
] as const;
export type ContactFailure = (typeof contactFailures)[number];

export const contactOutcomes = [...answerVerdicts, ...contactFailures] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];
