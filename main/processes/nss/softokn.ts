// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { bindLibrary, type FunctionName, type Pkcs11Functions } from './pkcs11-layout.ts';
import { pkcs11Error } from './pkcs11-errors.ts';

/** softokn's slot with the database; slot 1 is its crypto without storage (NSS, pkcs11i.h). */
const databaseSlot = 2;
const flagOsLocking = 2;
/** CKF_SERIAL_SESSION, and CKF_RW_SESSION */
const sessionFlags = { read: 4, change: 6 } as const;
const loginRequired = 0x4;
const pinInitialised = 0x8;
const securityOfficer = 0;
const user = 1;

/** What softokn of a browser's own folder needs, in the order of loading; what is not there comes from the system. */
const companions = ['libnspr4.so', 'libplc4.so', 'libplds4.so', 'libmozsqlite3.so', 'libnssutil3.so'];

/** An open database: one per process, for softokn keeps global state. */
export interface Softokn {
  readonly session: number;
  /** Calls a function with the values after the session. Throws the AppError of its return value. */
  call(name: FunctionName, ...values: unknown[]): void;
  close(): void;
}

/** Where a database is, and what opens it. */
export interface Place {
  readonly folder: string;
  /** Paths of libsoftokn3.so, the preferred one first. */
  readonly libraries: readonly string[];
  /** Primary password; null where none was given. */
  readonly password: string | null;
}

/**
 * Opens a database; for a change it is made when it is not there. pkcs11.txt is not read: other modules (a token's driver) stay out of this process.
 * @throws AppError `store-tools-missing`, `store-damaged`, `store-needs-password`, `store-wrong-password`
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
  // The values stand in single quotes; a quote or a backslash in a folder's name is escaped (utilpars.c).
  const quoted = folder.replaceAll(/['\\]/g, String.raw`\$&`);
  const names = "certPrefix='' keyPrefix='' secmod='secmod.db'";
  const parameters = Buffer.from(`configdir='sql:${quoted}' ${names} flags=${flags} \0`);
  const none = { CreateMutex: null, DestroyMutex: null, LockMutex: null, UnlockMutex: null, pReserved: null };
  const value = functions.C_Initialize({ ...none, flags: flagOsLocking, LibraryParameters: parameters });
  if (value !== 0) throw new AppError('store-damaged', { reason: `C_Initialize 0x${value.toString(16)}` });
  const info: { manufacturerID?: Uint8Array }[] = [{}];
  functions.C_GetInfo(info);
  const maker = Buffer.from(info[0]?.manufacturerID ?? []).toString('latin1');
  // Another library under this name, or another layout: nothing may be written through it.
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
    // A new database gets the empty password, as browsers give it.
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
