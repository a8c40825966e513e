// SPDX-License-Identifier: Apache-2.0
import koffi from 'koffi';
import type * as Pkcs11js from 'pkcs11js';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { CryptokiError } from './cryptoki-error.ts';
import { handleNumber, type FunctionTable } from './function-table.ts';
import { rv } from './numbers.ts';

type Handle = Buffer;
/** UTF-8, or null if typed at the reader (PKCS#11 §5.5). The caller zeroes it. */
export type Pin = Buffer | null;

/** Replaces pkcs11js's functions: their strings can't be wiped, and they can't pass NULL for PIN pads. */
export interface PinFunctions {
  login(session: Handle, user: number, pin: Pin): void;
  setPin(session: Handle, oldPin: Pin, newPin: Pin): void;
  initPin(session: Handle, pin: Pin): void;
  initToken(slot: Handle, soPin: Pin, label: string): void;
}

/** Indexes in `FunctionTable`, and C prototypes. */
const functions = {
  C_InitToken: [9, 'ulong C_InitToken(ulong slot, void *pin, ulong length, void *label)'],
  C_InitPIN: [10, 'ulong C_InitPIN(ulong session, void *pin, ulong length)'],
  C_SetPIN: [11, 'ulong C_SetPIN(ulong session, void *old, ulong oldLength, void *pin, ulong length)'],
  C_Login: [18, 'ulong C_Login(ulong session, ulong user, void *pin, ulong length)'],
} as const;

export function bindPinFunctions(table: FunctionTable, nameOf: (value: number) => string): PinFunctions {
  const types = new Map(Object.entries(functions).map(([name, [, prototype]]) => [name, koffi.proto(prototype)]));
  const call = (name: keyof typeof functions, ...values: unknown[]): void => {
    const type = types.get(name);
    if (type === undefined) throw new AppError('internal');
    const value = Number(koffi.call(table[functions[name][0]], type, ...values));
    if (value !== 0) throw new CryptokiError(name, value, nameOf(value));
  };
  const length = (pin: Pin): number => pin?.length ?? 0;
  // An empty Buffer would be passed as NULL, which means "typed at the reader".
  const octets = (pin: Pin): Buffer | null => (pin?.length === 0 ? Buffer.alloc(1) : pin);
  return {
    login: (session, user, pin) => call('C_Login', handleNumber(session), user, octets(pin), length(pin)),
    setPin: (session, oldPin, newPin) =>
      call('C_SetPIN', handleNumber(session), octets(oldPin), length(oldPin), octets(newPin), length(newPin)),
    initPin: (session, pin) => call('C_InitPIN', handleNumber(session), octets(pin), length(pin)),
    initToken: (slot, soPin, label) =>
      call('C_InitToken', handleNumber(slot), octets(soPin), length(soPin), paddedLabel(label)),
  };
}

/** PKCS#11 §5.5. */
export function paddedLabel(label: string): Buffer {
  const padded = Buffer.alloc(32, ' ');
  padded.write(label);
  return padded;
}

/** Uses pkcs11js's strings. Only for modules without a stable function list. */
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
