// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../shared/domain/errors/error-codes.ts';
import { sar } from './numbers.ts';

export class SkfError extends Error {
  readonly call: string;
  readonly code: number;

  constructor(call: string, code: number) {
    super(`${call}: 0x${code.toString(16)}`);
    this.name = 'SkfError';
    this.call = call;
    this.code = code;
  }
}

export function hasAnswered(error: unknown, ...wanted: readonly number[]): error is SkfError {
  return error instanceof SkfError && wanted.includes(error.code);
}

/** A removed device's handles stay invalid after reconnecting. */
export function isGone(error: unknown): boolean {
  return hasAnswered(error, sar.deviceRemoved, sar.invalidHandle);
}

/** From GM/T 0016. Unlisted values become `token-refused`. */
const codes: Readonly<Record<number, ErrorCode>> = {
  [sar.notSupported]: 'not-available',
  [sar.invalidHandle]: 'token-removed',
  // TIMEOUTERR
  0x0a00_000f: 'token-busy',
  [sar.keyNotFound]: 'not-found',
  [sar.certificateNotFound]: 'not-found',
  [sar.deviceRemoved]: 'token-removed',
  // PIN_INCORRECT, PIN_LOCKED, PIN_INVALID, PIN_LEN_RANGE, USER_PIN_NOT_INITIALIZED
  0x0a00_0024: 'wrong-pin',
  0x0a00_0025: 'pin-locked',
  0x0a00_0026: 'pin-length',
  0x0a00_0027: 'pin-length',
  0x0a00_0029: 'pin-not-set',
  [sar.userNotLoggedIn]: 'pin-needed',
  // APPLICATION_NOT_EXISTS, NO_ROOM
  0x0a00_002e: 'token-removed',
  0x0a00_0030: 'token-full',
};

/** `details.rv` is the SAR code. Errors other than SkfError pass through. */
export function skfToAppError(error: unknown): unknown {
  if (!(error instanceof SkfError)) return error;
  const rv = `0x${error.code.toString(16).toUpperCase().padStart(8, '0')}`;
  return new AppError(codes[error.code] ?? 'token-refused', { rv }, { cause: error });
}
