// SPDX-License-Identifier: Apache-2.0
import { rv as values } from './numbers.ts';

export class CryptokiError extends Error {
  /** `C_Sign` */
  readonly call: string;
  readonly rv: number;
  /** `CKR_PIN_INCORRECT`; unknown: `0x80000101`. */
  readonly rvName: string;

  constructor(call: string, rv: number, rvName: string) {
    super(`${call}: ${rvName}`);
    this.name = 'CryptokiError';
    this.call = call;
    this.rv = rv;
    this.rvName = rvName;
  }
}

export function hasReturned(error: unknown, ...wanted: readonly number[]): error is CryptokiError {
  return error instanceof CryptokiError && wanted.includes(error.rv);
}

/** Measured: unplugged between calls 50 then 179, in mid-sign 5 or 6, after a replug 257. */
const lost: ReadonlySet<number> = new Set([
  values.generalError,
  values.functionFailed,
  values.argumentsBad,
  values.deviceError,
  values.deviceRemoved,
  values.sessionHandleInvalid,
  values.userNotLoggedIn,
]);

export function isLost(error: unknown): error is CryptokiError {
  return error instanceof CryptokiError && lost.has(error.rv);
}
