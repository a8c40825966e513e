// SPDX-License-Identifier: Apache-2.0
import { rv as values } from './numbers.ts';

/** A PKCS#11 function that did not return CKR_OK. It stays in the child: return-values.ts says what it means to people. */
export class CryptokiError extends Error {
  /** `C_Sign` */
  readonly call: string;
  /** CK_RV */
  readonly rv: number;
  /** `CKR_PIN_INCORRECT`, or `0x80000101` where the name is not known. */
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
 * What a session or a login that was lost looks like, by module and moment (measured: unplugged between calls 50 then
 * 179, in mid-sign 5 or 6, after a replug 257): worth a login and a repetition, with a PIN that was right before.
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
