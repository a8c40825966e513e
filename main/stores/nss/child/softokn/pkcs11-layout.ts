// SPDX-License-Identifier: Apache-2.0
import koffi, { type LibraryHandle } from 'koffi';
import { AppError } from '../../../../../shared/domain/errors/app-error.ts';

/** PKCS#11 2.40 §3 on 64-bit Linux: CK_ULONG has eight bytes, and structures are not packed. */
koffi.struct('CK_ATTRIBUTE', { type: 'ulong', pValue: 'void *', ulValueLen: 'ulong' });
koffi.struct('CK_MECHANISM', { mechanism: 'ulong', pParameter: 'void *', ulParameterLen: 'ulong' });
koffi.struct('CK_C_INITIALIZE_ARGS', {
  CreateMutex: 'void *',
  DestroyMutex: 'void *',
  LockMutex: 'void *',
  UnlockMutex: 'void *',
  flags: 'ulong',
  LibraryParameters: 'void *',
  pReserved: 'void *',
});
koffi.struct('CK_VERSION', { major: 'uchar', minor: 'uchar' });
koffi.struct('CK_INFO', {
  cryptokiVersion: 'CK_VERSION',
  manufacturerID: koffi.array('uchar', 32),
  flags: 'ulong',
  libraryDescription: koffi.array('uchar', 32),
  libraryVersion: 'CK_VERSION',
});
koffi.struct('CK_TOKEN_INFO', {
  label: koffi.array('uchar', 32),
  manufacturerID: koffi.array('uchar', 32),
  model: koffi.array('uchar', 16),
  serialNumber: koffi.array('uchar', 16),
  flags: 'ulong',
  counts: koffi.array('ulong', 10),
  hardwareVersion: 'CK_VERSION',
  firmwareVersion: 'CK_VERSION',
  utcTime: koffi.array('uchar', 16),
});

const sizes = {
  ulong: 8,
  CK_ATTRIBUTE: 24,
  CK_MECHANISM: 24,
  CK_C_INITIALIZE_ARGS: 56,
  CK_INFO: 88,
  CK_TOKEN_INFO: 208,
} as const;

const functions = {
  C_Initialize: [0, 'ulong C_Initialize(CK_C_INITIALIZE_ARGS *args)'],
  C_Finalize: [1, 'ulong C_Finalize(void *reserved)'],
  C_GetInfo: [2, 'ulong C_GetInfo(_Out_ CK_INFO *info)'],
  C_GetTokenInfo: [6, 'ulong C_GetTokenInfo(ulong slot, _Out_ CK_TOKEN_INFO *info)'],
  C_InitPIN: [10, 'ulong C_InitPIN(ulong session, void *pin, ulong length)'],
  C_OpenSession: [12, 'ulong C_OpenSession(ulong slot, ulong flags, void *app, void *notify, _Out_ ulong *session)'],
  C_Login: [18, 'ulong C_Login(ulong session, ulong user, void *pin, ulong length)'],
  C_Logout: [19, 'ulong C_Logout(ulong session)'],
  C_CreateObject: [20, 'ulong C_CreateObject(ulong session, CK_ATTRIBUTE *list, ulong count, _Out_ ulong *object)'],
  C_DestroyObject: [22, 'ulong C_DestroyObject(ulong session, ulong object)'],
  C_SetAttributeValue: [25, 'ulong C_SetAttributeValue(ulong session, ulong object, CK_ATTRIBUTE *list, ulong count)'],
  C_FindObjectsInit: [26, 'ulong C_FindObjectsInit(ulong session, CK_ATTRIBUTE *list, ulong count)'],
  C_FindObjects: [27, 'ulong C_FindObjects(ulong session, void *objects, ulong max, _Out_ ulong *count)'],
  C_FindObjectsFinal: [28, 'ulong C_FindObjectsFinal(ulong session)'],
  C_SignInit: [42, 'ulong C_SignInit(ulong session, CK_MECHANISM *mechanism, ulong key)'],
  C_Sign: [43, 'ulong C_Sign(ulong session, void *data, ulong length, void *out, _Inout_ ulong *outLength)'],
  C_WrapKey: [
    60,
    'ulong C_WrapKey(ulong session, CK_MECHANISM *mechanism, ulong by, ulong key, void *out, _Inout_ ulong *outLength)',
  ],
  C_UnwrapKey: [
    61,
    'ulong C_UnwrapKey(ulong session, CK_MECHANISM *mechanism, ulong by, void *data, ulong length, CK_ATTRIBUTE *list, ulong count, _Out_ ulong *object)',
  ],
} as const;

const functionCount = 68;

export type FunctionName = keyof typeof functions;
/** The functions return CK_RV. `_Out_` and `_Inout_` parameters are one-element arrays. */
export type Pkcs11Functions = Readonly<Record<FunctionName, (...values: unknown[]) => number>>;

/** koffi unloads a library when its handle is garbage-collected, and the next call then crashes. */
const held: LibraryHandle[] = [];

function hold(library: LibraryHandle): LibraryHandle {
  held.push(library);
  return library;
}

/** @throws `store-tools-missing`; koffi's Error if not loadable */
export function bindLibrary(file: string, beside: readonly string[]): Pkcs11Functions {
  for (const [name, size] of Object.entries(sizes)) {
    if (koffi.sizeof(name) !== size) throw new AppError('store-tools-missing', { reason: `size of ${name}` });
  }
  // The dynamic linker doesn't search browser folders.
  for (const library of beside) hold(koffi.load(library, { global: true }));
  const library = hold(koffi.load(file));
  const list: unknown[] = [null];
  const getList = library.func('ulong C_GetFunctionList(_Out_ void **list)');
  if (getList(list) !== 0) throw new AppError('store-tools-missing', { reason: 'C_GetFunctionList' });
  const table = koffi.decode(list[0], koffi.array('void *', functionCount + 1)) as unknown[];
  const bound = Object.entries(functions).map(([name, [place, prototype]]) => {
    const type = koffi.proto(prototype);
    const pointer = table[place + 1];
    return [name, (...values: unknown[]) => Number(koffi.call(pointer, type, ...values))];
  });
  return Object.fromEntries(bound) as Pkcs11Functions;
}
