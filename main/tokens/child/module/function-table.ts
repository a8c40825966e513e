// SPDX-License-Identifier: Apache-2.0
import koffi, { type LibraryHandle } from 'koffi';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** The members of CK_FUNCTION_LIST after the version (PKCS#11 2.40, pkcs11f.h). */
export type FunctionTable = readonly unknown[];

const functionCount = 68;

/** Indexes in `FunctionTable`. Null pointers are rejected, because calling one would crash. */
const needed = [
  0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 18, 19, 20, 22, 24, 25, 26, 27, 28, 29, 30, 42, 43, 58, 59, 61,
];

/** Never unloaded (see stores/nss/child/softokn/pkcs11-layout.ts). */
const held: LibraryHandle[] = [];

export function handleNumber(handle: Buffer): bigint | number {
  return handle.length === 8 ? handle.readBigUInt64LE() : handle.readUInt32LE();
}

/**
 * Returns null if C_GetFunctionList returns a new list each time (p11-kit).
 * @throws `module-broken` (`reason`)
 */
export function functionTable(path: string): FunctionTable | null {
  const reason = (text: string, cause?: unknown): AppError =>
    new AppError('module-broken', { reason: text }, { cause });
  let library: LibraryHandle;
  try {
    library = koffi.load(path, { lazy: true });
  } catch (cause) {
    throw reason('not-loadable', cause);
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
  const offset = process.platform === 'win32' ? 2 : koffi.sizeof('void *');
  const table = koffi.decode(list[0], offset, koffi.array('void *', functionCount)) as unknown[];
  if (needed.some((place) => table[place] === null)) throw reason('functions are missing');
  if (koffi.address(list[0]) !== koffi.address(again[0])) return null;
  return table;
}
