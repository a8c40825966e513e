// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../../shared/domain/errors/error-codes.ts';

/** pkcs11t.h; all others are `store-refused`. */
const codes: Readonly<Record<number, ErrorCode>> = {
  // CKR_DEVICE_ERROR: SQLite, after softokn's retries; damage was ruled out before
  0x30: 'store-locked',
  // CKR_ATTRIBUTE_SENSITIVE, CKR_KEY_NOT_WRAPPABLE, CKR_KEY_UNEXTRACTABLE
  0x11: 'not-exportable',
  0x69: 'not-exportable',
  0x6a: 'not-exportable',
  // CKR_KEY_SIZE_RANGE, CKR_MECHANISM_INVALID
  0x62: 'unsupported-algorithm',
  0x70: 'unsupported-algorithm',
  // CKR_PIN_INCORRECT, CKR_PIN_INVALID, CKR_PIN_LEN_RANGE
  0xa0: 'store-wrong-password',
  0xa1: 'store-wrong-password',
  0xa2: 'store-wrong-password',
  // CKR_TOKEN_WRITE_PROTECTED, CKR_SESSION_READ_ONLY
  0xe2: 'store-read-only',
  0xb5: 'store-read-only',
  // CKR_USER_NOT_LOGGED_IN
  0x101: 'store-needs-password',
};

export function pkcs11Error(name: string, value: number): AppError {
  return new AppError(codes[value] ?? 'store-refused', { reason: `${name} 0x${value.toString(16)}` });
}
