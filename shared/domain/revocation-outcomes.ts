// SPDX-License-Identifier: Apache-2.0
/** What an address is asked for: the status itself, a list, what changed since a list was made, the issuer's certificate. */
export const contactKinds = ['ocsp', 'crl', 'delta', 'issuer'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** What an answer about revocation was worth, once it had come. */
export const answerVerdicts = [
  'answered',
  /** The responder does not know the certificate (RFC 6960 §2.2). */
  'unknown-there',
  'try-later',
  /** The responder refuses or fails: `malformedRequest`, `internalError`, `sigRequired`, `unauthorized`. */
  'responder-error',
  'damaged',
  'other-certificate',
  'foreign-signer',
  'out-of-date',
  'not-yet-valid',
  /** Changes since another list than the one that is here. */
  'other-base',
  /** It carries the nonce of another question. */
  'replayed',
  /** An algorithm or a critical extension that is not processed. */
  'unsupported',
] as const;
export type AnswerVerdict = (typeof answerVerdicts)[number];

/** How the call for it ended, where none came or none was needed. */
export const contactFailures = [
  'not-needed',
  /** It would have told more, and nobody agreed to it: only what came in between names it. */
  'not-agreed',
  'cancelled',
  /** The host stands in a private network, on this computer or nowhere that can be reached from outside. */
  'address-refused',
  'host-unknown',
  'unreachable',
  'too-slow',
  'too-large',
  /** The server sends on to a host that was not shown. */
  'redirected',
  'http-error',
] as const;
export type ContactFailure = (typeof contactFailures)[number];

export const contactOutcomes = [...answerVerdicts, ...contactFailures] as const;
export type ContactOutcome = (typeof contactOutcomes)[number];
