// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';
import { CryptokiError } from './cryptoki-error.ts';

/** PKCS#11 2.40 §5.1 and 3.0. Unlisted values become `token-refused`. */
const codes: Readonly<Record<number, ErrorCode>> = {
  // CKR_SLOT_ID_INVALID
  0x03: 'token-removed',
  // CKR_DEVICE_ERROR, CKR_DEVICE_MEMORY, CKR_DEVICE_REMOVED
  0x30: 'token-damaged',
  0x31: 'token-full',
  0x32: 'token-removed',
  // CKR_KEY_SIZE_RANGE, CKR_MECHANISM_INVALID, CKR_MECHANISM_PARAM_INVALID, CKR_DOMAIN_PARAMS_INVALID,
  // CKR_CURVE_NOT_SUPPORTED
  0x62: 'unsupported-algorithm',
  0x70: 'unsupported-algorithm',
  0x71: 'unsupported-algorithm',
  0x130: 'unsupported-algorithm',
  0x140: 'unsupported-algorithm',
  // CKR_OPERATION_ACTIVE
  0x90: 'token-busy',
  // CKR_PIN_INCORRECT; CKR_PIN_INVALID (characters), CKR_PIN_LEN_RANGE; CKR_PIN_LOCKED; CKR_PIN_TOO_WEAK
  0xa0: 'wrong-pin',
  0xa1: 'pin-length',
  0xa2: 'pin-length',
  0xa4: 'pin-locked',
  0x1b8: 'pin-length',
  // CKR_SESSION_CLOSED, CKR_SESSION_COUNT, CKR_SESSION_HANDLE_INVALID, CKR_SESSION_READ_ONLY, CKR_SESSION_EXISTS
  0xb0: 'token-removed',
  0xb1: 'token-busy',
  0xb3: 'token-removed',
  0xb5: 'token-write-protected',
  0xb6: 'token-busy',
  // CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED, CKR_TOKEN_WRITE_PROTECTED
  0xe0: 'token-removed',
  0xe1: 'token-removed',
  0xe2: 'token-write-protected',
  // CKR_USER_NOT_LOGGED_IN, CKR_USER_PIN_NOT_INITIALIZED
  0x101: 'pin-needed',
  0x102: 'pin-not-set',
  // CKR_CRYPTOKI_NOT_INITIALIZED
  0x190: 'module-broken',
};

/** `details.rv` is the CKR name. Errors other than CryptokiError pass through. */
export function toAppError(error: unknown): unknown {
  if (!(error instanceof CryptokiError)) return error;
  return new AppError(codes[error.rv] ?? 'token-refused', { rv: error.rvName }, { cause: error });
}
