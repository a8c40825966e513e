import koffi, { type LibraryHandle } from 'koffi';
import { AppError } from '../../../shared/domain/app-error.ts';
import { CryptokiError } from './cryptoki-error.ts';

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

/** Version 2 has 68 functions. */
const functionCount = 68;

/**
 * Places of those that we call (PKCS#11 2.40, pkcs11f.h): C_Initialize to C_GetInfo, C_GetSlotList to C_CloseSession,
 * C_GetSessionInfo, C_Login to C_CreateObject, C_DestroyObject, C_GetAttributeValue to C_Encrypt, C_SignInit, C_Sign,
 * C_GenerateKey, C_GenerateKeyPair, C_UnwrapKey. A call into one that points nowhere would end the process.
 */
const needed = [
  0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 18, 19, 20, 22, 24, 25, 26, 27, 28, 29, 30, 42, 43, 58, 59, 61,
];

/** koffi closes a library whose handle is collected (see nss/pkcs11-layout.ts): it is held as long as the process lives. */
const held: LibraryHandle[] = [];

/**
 * Null for a module that gives each caller a function list of its own, and with it a state of its own (p11-kit's).
 * @throws AppError `module-broken` (`reason`) when the file is no library, no PKCS#11 module, or has an empty function list
 */
export function bindPinFunctions(path: string, nameOf: (value: number) => string): PinFunctions | null {
  const table = functionTable(path);
  if (table === null) return null;
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
    login: (session, user, pin) => call('C_Login', number(session), user, octets(pin), length(pin)),
    setPin: (session, oldPin, newPin) =>
      call('C_SetPIN', number(session), octets(oldPin), length(oldPin), octets(newPin), length(newPin)),
    initPin: (session, pin) => call('C_InitPIN', number(session), octets(pin), length(pin)),
    initToken: (slot, soPin, label) =>
      call('C_InitToken', number(slot), octets(soPin), length(soPin), paddedLabel(label)),
  };
}

function number(handle: Handle): bigint | number {
  return handle.length === 8 ? handle.readBigUInt64LE() : handle.readUInt32LE();
}

/** 32 octets filled up with blanks (PKCS#11 §5.5), cut between characters. */
export function paddedLabel(label: string): Buffer {
  const padded = Buffer.alloc(32, ' ');
  // Buffer.write never writes part of a character.
  padded.write(label);
  return padded;
}

function functionTable(path: string): unknown[] | null {
  const reason = (text: string, cause?: unknown): AppError =>
    new AppError('module-broken', { reason: text }, { cause });
  let library: LibraryHandle;
  try {
    library = koffi.load(path, { lazy: true });
  } catch (cause) {
    throw reason('not a library of this system', cause);
  }
  held.push(library);
  const list: unknown[] = [null];
  const again: unknown[] = [null];
  try {
    const getList = library.func('ulong C_GetFunctionList(_Out_ void **list)');
    if (getList(list) !== 0 || getList(again) !== 0) throw reason('C_GetFunctionList');
  } catch (cause) {
    throw cause instanceof AppError ? cause : reason('no PKCS#11 module', cause);
  }
  if (list[0] === null) throw reason('no function list');
  // Windows packs the list tightly behind its version of two octets; elsewhere pointers lie at multiples of their size.
  const offset = process.platform === 'win32' ? 2 : koffi.sizeof('void *');
  const table = koffi.decode(list[0], offset, koffi.array('void *', functionCount)) as unknown[];
  if (needed.some((place) => table[place] === null)) throw reason('functions are missing');
  if (koffi.address(list[0]) !== koffi.address(again[0])) return null;
  return table;
}
