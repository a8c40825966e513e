// SPDX-License-Identifier: Apache-2.0
export const diagnosisCodes = [
  'opened',
  'needs-password',
  'wrong-password',
  'unsupported-algorithm',
  /** The key does not belong to the certificate beside it. */
  'key-mismatch',
  /** Encrypted for an SM2 key that is not among those at hand. */
  'wrong-key',
  /** A CA's encryption key, encrypted for the signing key. */
  'enveloped-key',
  /** CMS, GM/T 0010: encrypted for the holder of a certificate. */
  'enveloped-data',
  'damaged',
  'not-a-certificate-file',
  'limit-exceeded',
] as const;

/** Encrypted for a private key, not under a password. */
export const envelopedDiagnoses: ReadonlySet<(typeof diagnosisCodes)[number]> = new Set([
  'enveloped-key',
  'enveloped-data',
]);
