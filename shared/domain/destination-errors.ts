// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from './error-codes.ts';

/** Of each call that names or writes a file or folder of a person's choice. */
export const destinationErrors = [
  'destination-refused',
  'destination-unwritable',
  'file-exists',
  'disk-full',
] as const satisfies readonly ErrorCode[];
