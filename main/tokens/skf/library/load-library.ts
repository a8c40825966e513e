// SPDX-License-Identifier: Apache-2.0
import koffi, { type LibraryHandle } from 'koffi';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { sar } from './numbers.ts';
import { SkfError } from './skf-error.ts';

/** Passed by value, a ULONG widens to a register, so libraries of both widths can read it. */
const number = 'uintptr_t';
const handle = 'uintptr_t';
const room = 'void *';
const flag = 'int';

/** Parameters from GM/T 0016. A `room` is a Buffer. */
const functions = {
  SKF_EnumDev: [flag, room, room],
  SKF_ConnectDev: [room, room],
  SKF_DisConnectDev: [handle],
  SKF_GetDevInfo: [handle, room],
  SKF_EnumApplication: [handle, room, room],
  SKF_OpenApplication: [handle, room, room],
  SKF_CloseApplication: [handle],
  SKF_GetPINInfo: [handle, number, room, room, room],
  SKF_VerifyPIN: [handle, number, room, room],
  SKF_ChangePIN: [handle, number, room, room, room],
  SKF_UnblockPIN: [handle, room, room, room],
  SKF_ClearSecureState: [handle],
  SKF_EnumContainer: [handle, room, room],
  SKF_OpenContainer: [handle, room, room],
  SKF_CloseContainer: [handle],
  SKF_GetContainerType: [handle, room],
  SKF_ExportPublicKey: [handle, flag, room, room],
  SKF_ExportCertificate: [handle, flag, room, room],
  SKF_ECCSignData: [handle, room, number, room],
  SKF_RSASignData: [handle, room, number, room, room],
  SKF_CreateContainer: [handle, room, room],
  SKF_DeleteContainer: [handle, room],
  SKF_GenECCKeyPair: [handle, number, room],
  SKF_ImportECCKeyPair: [handle, room],
  SKF_ImportCertificate: [handle, flag, room, number],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type SkfFunction = keyof typeof functions;

/** A library without these can still be used for reading. A missing function throws SkfError `sar.notSupported`. */
const optional: ReadonlySet<SkfFunction> = new Set([
  'SKF_RSASignData',
  'SKF_CreateContainer',
  'SKF_DeleteContainer',
  'SKF_GenECCKeyPair',
  'SKF_ImportECCKeyPair',
  'SKF_ImportCertificate',
]);

export type SkfHandle = bigint;

export interface SkfLibrary {
  has(name: SkfFunction): boolean;
  /** Blocks. Throws SkfError unless the function returns SAR_OK. */
  call(name: SkfFunction, ...values: readonly (Buffer | number | bigint)[]): void;
  /** Returns the handle from the last parameter. Throws SkfError, `module-broken` (no handle). */
  open(name: SkfFunction, ...values: readonly (Buffer | number | bigint)[]): SkfHandle;
}

/** Never unloaded (see stores/nss/child/softokn/pkcs11-layout.ts). */
const held: LibraryHandle[] = [];

/** @throws `module-broken` (`reason`) */
export function loadSkfLibrary(path: string): SkfLibrary {
  let library: LibraryHandle;
  try {
    library = koffi.load(path, { lazy: true });
  } catch (cause) {
    throw new AppError('module-broken', { reason: 'not-loadable' }, { cause });
  }
  held.push(library);
  const bound = new Map<SkfFunction, ReturnType<LibraryHandle['func']>>();
  for (const [name, types] of Object.entries(functions) as [SkfFunction, readonly string[]][]) {
    try {
      // Read 32 bits: if ULONG has 4 octets, the upper half of the register is undefined.
      bound.set(name, library.func(name, 'uint32_t', [...types]));
    } catch (cause) {
      if (optional.has(name)) continue;
      throw new AppError('module-broken', { reason: `no SKF library: ${name}` }, { cause });
    }
  }
  const call: SkfLibrary['call'] = (name, ...values) => {
    const answer = (bound.get(name)?.(...values) ?? sar.notSupported) as number;
    if (answer !== 0) throw new SkfError(name, answer);
  };
  return {
    has: (name) => bound.has(name),
    call,
    open: (name, ...values) => {
      const opened = Buffer.alloc(8);
      call(name, ...values, opened);
      const value = opened.readBigUInt64LE();
      if (value === 0n) throw new AppError('module-broken', { reason: `${name} without a handle` });
      return value;
    },
  };
}
