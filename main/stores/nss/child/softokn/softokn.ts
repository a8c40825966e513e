// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../../../shared/domain/errors/error-codes.ts';
import { bindLibrary, type FunctionName, type Pkcs11Functions } from './pkcs11-layout.ts';

/** From pkcs11t.h. All other codes become `store-refused`. */
const codes: Readonly<Record<number, ErrorCode>> = {
  // CKR_DEVICE_ERROR: SQLite stayed locked through softokn's retries. `checkWritable` rules out damage.
  0x30: 'store-locked',
  0x11: 'not-exportable',
  0x69: 'not-exportable',
  0x6a: 'not-exportable',
  0x62: 'unsupported-algorithm',
  0x70: 'unsupported-algorithm',
  0xa0: 'store-wrong-password',
  0xa1: 'store-wrong-password',
  0xa2: 'store-wrong-password',
  0xe2: 'store-read-only',
  0xb5: 'store-read-only',
  0x101: 'store-needs-password',
};

/** NSS's slot 1 only does cryptography (pkcs11i.h). */
const databaseSlot = 2;
const flagOsLocking = 2;
/** CKF_SERIAL_SESSION, with CKF_RW_SESSION for changes. */
const sessionFlags = { read: 4, change: 6 } as const;
const loginRequired = 0x4;
const pinInitialised = 0x8;
const securityOfficer = 0;
const user = 1;

const companions = ['libnspr4.so', 'libplc4.so', 'libplds4.so', 'libmozsqlite3.so', 'libnssutil3.so'];

/** One per process, because softokn has global state. */
export interface Softokn {
  readonly session: number;
  call(name: FunctionName, ...values: unknown[]): void;
  close(): void;
}

export interface Place {
  readonly folder: string;
  readonly libraries: readonly string[];
  readonly password: string | null;
}

/**
 * `change` creates a missing database. pkcs11.txt isn't read, so no other modules load.
 * @throws `store-tools-missing`, `store-damaged`, `store-needs-password`, `store-wrong-password`,
 * `store-locked`, `store-read-only`, `store-refused`
 */
export function openSoftokn(options: Place & { readonly purpose: 'read' | 'change' }): Softokn {
  const { folder, purpose, libraries, password } = options;
  const functions = firstThatLoads(libraries);
  initialise(functions, folder, purpose === 'read' ? 'readOnly' : '');
  try {
    return openSession(functions, sessionFlags[purpose], password);
  } catch (error) {
    functions.C_Finalize(null);
    throw error;
  }
}

function firstThatLoads(libraries: readonly string[]): Pkcs11Functions {
  let reason = 'libsoftokn3.so not found';
  for (const library of libraries) {
    const folder = path.dirname(library);
    const beside = existsSync(path.join(folder, 'libmozsqlite3.so'))
      ? companions.map((name) => path.join(folder, name)).filter((file) => existsSync(file))
      : [];
    try {
      return bindLibrary(library, beside);
    } catch (error) {
      reason = error instanceof Error ? error.message : 'unknown';
    }
  }
  throw new AppError('store-tools-missing', { reason });
}

function initialise(functions: Pkcs11Functions, folder: string, flags: string): void {
  const quoted = folder.replaceAll(/['\\]/g, String.raw`\$&`);
  const names = "certPrefix='' keyPrefix='' secmod='secmod.db'";
  const parameters = Buffer.from(`configdir='sql:${quoted}' ${names} flags=${flags} \0`);
  const none = { CreateMutex: null, DestroyMutex: null, LockMutex: null, UnlockMutex: null, pReserved: null };
  const value = functions.C_Initialize({ ...none, flags: flagOsLocking, LibraryParameters: parameters });
  if (value !== 0) throw new AppError('store-damaged', { reason: `C_Initialize 0x${value.toString(16)}` });
  const info: { manufacturerID?: Uint8Array }[] = [{}];
  functions.C_GetInfo(info);
  const maker = Buffer.from(info[0]?.manufacturerID ?? []).toString('latin1');
  if (!maker.startsWith('Mozilla')) throw new AppError('store-tools-missing', { reason: 'not softokn' });
}

function openSession(functions: Pkcs11Functions, flags: number, password: string | null): Softokn {
  const handle = [0];
  const check = (name: FunctionName, value: number): void => {
    if (value !== 0) throw pkcs11Error(name, value);
  };
  check('C_OpenSession', functions.C_OpenSession(databaseSlot, flags, null, null, handle));
  const session = handle[0] ?? 0;
  const call: Softokn['call'] = (name, ...values) => check(name, functions[name](session, ...values));
  logIn(functions, call, password);
  return { session, call, close: () => void functions.C_Finalize(null) };
}

function logIn(functions: Pkcs11Functions, call: Softokn['call'], password: string | null): void {
  const info: { flags?: number }[] = [{}];
  functions.C_GetTokenInfo(databaseSlot, info);
  const flags = info[0]?.flags ?? 0;
  const empty = Buffer.alloc(0);
  if ((flags & pinInitialised) === 0) {
    call('C_Login', securityOfficer, empty, 0);
    call('C_InitPIN', empty, 0);
    call('C_Logout');
    return;
  }
  if ((flags & loginRequired) === 0) return;
  if (password === null) throw new AppError('store-needs-password');
  const octets = Buffer.from(password, 'utf8');
  try {
    call('C_Login', user, octets, octets.length);
  } finally {
    octets.fill(0);
  }
}

function pkcs11Error(name: string, value: number): AppError {
  return new AppError(codes[value] ?? 'store-refused', { reason: `${name} 0x${value.toString(16)}` });
}
