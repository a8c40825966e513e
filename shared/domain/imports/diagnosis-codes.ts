// SPDX-License-Identifier: Apache-2.0
/** Of several diagnoses, only the first in this order is reported. */
export const diagnosisCodes = [
  'limit-exceeded',
  'damaged',
  'unsupported-algorithm',
  'key-mismatch',
  'wrong-key',
  /** An encryption key issued by a CA and encrypted for the signing key. */
  'enveloped-key',
  /** CMS or GM/T 0010 data encrypted for a certificate's holder. */
  'enveloped-data',
  'wrong-password',
  'needs-password',
  'not-a-certificate-file',
  'opened',
] as const;

/** Errors of calls that read a file. */
export const diagnosisErrors = diagnosisCodes.filter((code) => code !== 'opened');

export const envelopedDiagnoses: ReadonlySet<(typeof diagnosisCodes)[number]> = new Set([
  'enveloped-key',
  'enveloped-data',
]);
