// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../../schemas/certificates/inspection.ts';

/** With these diagnoses, readable certificates can be imported without the keys. */
export const keyLockedDiagnoses: ReadonlySet<Diagnosis['code']> = new Set([
  'needs-password',
  'wrong-password',
  'unsupported-algorithm',
]);
