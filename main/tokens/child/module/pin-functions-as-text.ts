// SPDX-License-Identifier: Apache-2.0
import type * as Pkcs11js from 'pkcs11js';
import { CryptokiError } from './cryptoki-error.ts';
import { rv } from './numbers.ts';
import { paddedLabel, type Pin, type PinFunctions } from './pin-functions.ts';

/** pkcs11js: strings that cannot be wiped, and no NULL. Only for per-caller function lists. */
export function pinFunctionsAsText(raw: Pkcs11js.PKCS11, guard: <T>(call: string, work: () => T) => T): PinFunctions {
  const text = (call: string, pin: Pin): string => {
    if (pin === null) throw new CryptokiError(call, rv.functionNotSupported, 'CKR_FUNCTION_NOT_SUPPORTED');
    return pin.toString('utf8');
  };
  return {
    login: (session, user, pin) => guard('C_Login', () => raw.C_Login(session, user, text('C_Login', pin))),
    setPin: (session, oldPin, newPin) =>
      guard('C_SetPIN', () => raw.C_SetPIN(session, text('C_SetPIN', oldPin), text('C_SetPIN', newPin))),
    initPin: (session, pin) => guard('C_InitPIN', () => raw.C_InitPIN(session, text('C_InitPIN', pin))),
    initToken: (slot, soPin, label) =>
      guard('C_InitToken', () => {
        raw.C_InitToken(slot, text('C_InitToken', soPin), paddedLabel(label).toString('utf8'));
      }),
  };
}
