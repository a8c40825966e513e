// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../../schemas/certificates/inspection.ts';

/** With these diagnoses only the keys failed to open, so the certificates can be imported. */
export const keyLockedDiagnoses: ReadonlySet<Diagnosis['code']> = new Set([
  'needs-password',
  'wrong-password',
  'unsupported-algorithm',
]);
