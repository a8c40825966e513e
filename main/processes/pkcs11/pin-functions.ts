// SPDX-License-Identifier: Apache-2.0
import koffi from 'koffi';
import { AppError } from '../../../shared/domain/app-error.ts';
import { CryptokiError } from './cryptoki-error.ts';
import { handleNumber, type FunctionTable } from './function-table.ts';

type Handle = Buffer;
/** UTF-8; null: typed at the reader (protected authentication path, PKCS#11 §5.5). The caller zeroes it. */
export type Pin = Buffer | null;

/**
 * The functions that take a PIN, called without pkcs11js: it wants strings, which nobody can wipe, and knows no NULL
 * for pinpad readers. The session handles are the same, for both have the module's one function list.
 */
export interface PinFunctions {
  login(session: Handle, user: number, pin: Pin): void;
  setPin(session: Handle, oldPin: Pin, newPin: Pin): void;
  initPin(session: Handle, pin: Pin): void;
  /** `label`: at most 32 octets of UTF-8 count; padded here. */
  initToken(slot: Handle, soPin: Pin, label: string): void;
}

/** Place in CK_FUNCTION_LIST after its version, and prototype. */
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
  // An empty Buffer has no address of its own: one octet of room makes it "empty" and not "at the reader".
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

/** 32 octets filled up with blanks (PKCS#11 §5.5), cut between characters. */
export function paddedLabel(label: string): Buffer {
  const padded = Buffer.alloc(32, ' ');
  // Buffer.write never writes part of a character.
  padded.write(label);
  return padded;
}
