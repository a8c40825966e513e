// SPDX-License-Identifier: Apache-2.0
export const contactKinds = ['ocsp', 'crl', 'delta', 'issuer'] as const;
export type ContactKind = (typeof contactKinds)[number];

export const answerVerdicts = [
  'answered',
  /** The OCSP status `unknown` (RFC 6960 §2.2). */
  'unknown-there',
  'try-later',
  /** The OCSP errors `malformedRequest`, `internalError`, `sigRequired` and `unauthorized`. */
  'responder-error',
  'damaged',
  'other-certificate',
  'foreign-signer',
  'out-of-date',
  'not-yet-valid',
  'other-base',
  'replayed',
  'unsupported',
] as const;
export type AnswerVerdict = (typeof answerVerdicts)[number];

export const contactFailures = [
  'not-needed',
  /** Includes addresses that turned up only during the check. */
  'not-agreed',
  'cancelled',
  /** The address is private, on this computer, or not reachable from the internet. */
  'address-refused',
  'host-unknown',
  'unreachable',
  'too-slow',
  'too-large',
  /** Redirected to a host that wasn't shown to the user. */
  'redirected',
  'http-error',
] as const;
export type ContactFailure = (typeof contactFailures)[number];

export const contactOutcomes = [...answerVerdicts, ...contactFailures] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];
