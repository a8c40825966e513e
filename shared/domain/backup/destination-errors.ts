// SPDX-License-Identifier: Apache-2.0
import type { ErrorCode } from '../errors/error-codes.ts';

export const destinationErrors = [
  'destination-refused',
  'destination-unwritable',
  'file-exists',
  'disk-full',
] as const satisfies readonly ErrorCode[];
