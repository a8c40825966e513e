// SPDX-License-Identifier: Apache-2.0
export const diagnosisCodes = [
  'opened',
  'needs-password',
  'wrong-password',
  'unsupported-algorithm',
  'damaged',
  'not-a-certificate-file',
  'limit-exceeded',
] as const;
