// SPDX-License-Identifier: Apache-2.0
/** Most severe first, starting with those no password solves: a file's first one is reported. */
export const diagnosisCodes = [
  'limit-exceeded',
  'damaged',
  'unsupported-algorithm',
  /** The key doesn't match its certificate. */
  'key-mismatch',
  /** Encrypted for an unavailable SM2 key. */
  'wrong-key',
  /** A CA's encryption key, encrypted for the signing key. */
  'enveloped-key',
  /** CMS, GM/T 0010: encrypted for a certificate's holder. */
  'enveloped-data',
  'wrong-password',
  'needs-password',
  'not-a-certificate-file',
  'opened',
] as const;

/** Encrypted for a private key, not with a password. */
export const envelopedDiagnoses: ReadonlySet<(typeof diagnosisCodes)[number]> = new Set([
  'enveloped-key',
  'enveloped-data',
]);
