// SPDX-License-Identifier: Apache-2.0
import type { Diagnosis } from '../schemas/inspection.ts';

/** Diagnoses of which keys alone are the matter: certificates listed beside them are whole and can be taken. */
export const keysShut: ReadonlySet<Diagnosis['code']> = new Set([
  'needs-password',
  'wrong-password',
  'unsupported-algorithm',
]);
