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
  /** It carries the nonce of another question. */
  'replayed',
  /** An algorithm or a critical extension that is not processed. */
  'unsupported',
] as const;
export type AnswerVerdict = (typeof answerVerdicts)[number];
