// SPDX-License-Identifier: Apache-2.0
import { rv as values } from './numbers.ts';

export class CryptokiError extends Error {
  readonly call: string;
  readonly rv: number;
  /** For example `CKR_PIN_INCORRECT`, or `0x80000101` if unknown. */
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

/**
 * Measured for a removed token: `deviceRemoved`, then `sessionHandleInvalid` between calls; `generalError` or
 * `functionFailed` during a signature; `userNotLoggedIn` after reconnecting. For reset cards, see decision 0026.
 */
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
