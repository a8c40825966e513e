// SPDX-License-Identifier: Apache-2.0
/**
 * `other-names`: the subject differs from the request. `chain-broken`: no known issuer's key verifies the signature.
 * `path-invalid`: no valid path to the CA's anchor.
 */
export const replyProblems = [
  'other-names',
  'expired',
  'self-signed',
  'issuer-expired',
  'chain-broken',
  'path-invalid',
] as const;

/** `key`: the private key doesn't match. `other-use`: an extended key usage is missing. */
export const replacementProblems = [...replyProblems, 'not-yet-valid', 'revoked', 'key', 'other-use'] as const;
