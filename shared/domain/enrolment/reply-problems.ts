// SPDX-License-Identifier: Apache-2.0
/**
 * `other-names`: the subject lacks or changes something. `self-signed`: by the applicant. `chain-broken`: not signed by
 * its issuer. `path-invalid`: no valid path to the CA's anchor.
 */
export const replyProblems = [
  'other-names',
  'expired',
  'self-signed',
  'issuer-expired',
  'chain-broken',
  'path-invalid',
] as const;

/** `key`: the private key does not match. `other-use`: lacks a key usage that the old one had. */
export const replacementProblems = [...replyProblems, 'not-yet-valid', 'revoked', 'key', 'other-use'] as const;
