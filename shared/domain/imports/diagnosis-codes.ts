// SPDX-License-Identifier: Apache-2.0
/** Most severe first, problems that no password solves: of several in one file the first is told. */
export const diagnosisCodes = [
  'limit-exceeded',
  'damaged',
  'unsupported-algorithm',
  /** The key does not belong to the certificate beside it. */
  'key-mismatch',
  /** Encrypted for an SM2 key that is not among those at hand. */
  'wrong-key',
  /** A CA's encryption key, encrypted for the signing key. */
  'enveloped-key',
  /** CMS, GM/T 0010: encrypted for the holder of a certificate. */
  'enveloped-data',
  'wrong-password',
  'needs-password',
  'not-a-certificate-file',
  'opened',
] as const;

/** Encrypted for a private key, not under a password. */
export const envelopedDiagnoses: ReadonlySet<(typeof diagnosisCodes)[number]> = new Set([
  'enveloped-key',
  'enveloped-data',
]);
