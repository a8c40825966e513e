// SPDX-License-Identifier: Apache-2.0
import type * as Pkcs11js from 'pkcs11js';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { CryptokiError } from './cryptoki-error.ts';
import { functionTable, type FunctionTable } from './function-table.ts';
import { rv, sessionFlag } from './numbers.ts';
import { bindPinFunctions, pinFunctionsAsText, type PinFunctions } from './pin-functions.ts';
import { bindReadAtOnce } from '../objects/read-at-once.ts';

/** CK_SLOT_ID, CK_SESSION_HANDLE or CK_OBJECT_HANDLE: a CK_ULONG of 8 or 4 octets. */
export type Handle = Buffer;
export type Template = readonly { readonly type: number; readonly value?: number | boolean | string | Buffer }[];
export interface Mechanism {
  readonly mechanism: number;
  readonly parameter?: Buffer;
  /** The peer's point, for CK_ECDH1_DERIVE_PARAMS with CKD_NULL. */
  readonly ecdh?: Buffer;
  readonly oaep?: { readonly hash: number; readonly mask: number; readonly label: Buffer };
}

/** pkcs11js 2.1.7 with workarounds. Throws only CryptokiError. */
export interface Cryptoki extends PinFunctions {
  initialize(parameters: string | null): void;
  /** Fails with CKR_FUNCTION_FAILED during an asynchronous call. */
  finalize(): void;
  info(): Pkcs11js.ModuleInfo;
  slots(): Handle[];
  slotInfo(slot: Handle): Pkcs11js.SlotInfo;
  tokenInfo(slot: Handle): Pkcs11js.TokenInfo;
  mechanisms(slot: Handle): number[];
  mechanismInfo(slot: Handle, mechanism: number): Pkcs11js.MechanismInfo;
  openSession(slot: Handle, writable: boolean): Handle;
  closeSession(session: Handle): void;
  sessionInfo(session: Handle): Pkcs11js.SessionInfo;
  logout(session: Handle): void;
  find(session: Handle, template: Template): Handle[];
  /** Depending on the module, unavailable attributes are undefined or make the whole call fail. */
  read(session: Handle, object: Handle, types: readonly number[]): (Buffer | undefined)[];
  create(session: Handle, template: Template): Handle;
  set(session: Handle, object: Handle, template: Template): void;
  destroy(session: Handle, object: Handle): void;
  encrypt(session: Handle, mechanism: Mechanism, key: Handle, data: Buffer, room: number): Buffer;
  generateKey(session: Handle, mechanism: Mechanism, template: Template): Handle;
  unwrap(session: Handle, mechanism: Mechanism, by: Handle, wrapped: Buffer, template: Template): Handle;
  derive(session: Handle, mechanism: Mechanism, key: Handle, template: Template): Handle;
  decryptInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  decrypt(session: Handle, data: Buffer, room: number): Promise<Buffer>;
  signInit(session: Handle, mechanism: Mechanism, key: Handle): void;
  sign(session: Handle, data: Buffer, room: number): Promise<Buffer>;
  generateKeyPair(session: Handle, mechanism: Mechanism, publicKey: Template, privateKey: Template): Promise<KeyPair>;
}

export interface KeyPair {
  readonly publicKey: Handle;
  readonly privateKey: Handle;
}

const osLocking = 2;
const findAtOnce = 1024;

/** For C_CreateObject and C_FindObjects, pkcs11js gives the code only in the message. */
const returned = /(CKR_\w+):(\d+)/;

/**
 * End the process if this throws, because the next call would crash.
 * @throws `tokens-unavailable`, `module-broken` (`reason`)
 */
export async function loadCryptoki(path: string): Promise<Cryptoki> {
  const { default: library } = await import('pkcs11js').catch((cause: unknown) => {
    throw new AppError('tokens-unavailable', { reason: 'pkcs11js' }, { cause });
  });
  const names = new Map(
    Object.entries(library).flatMap(([name, value]) =>
      name.startsWith('CKR_') && typeof value === 'number' ? [[value, name] as const] : [],
    ),
  );
  const nameOf = (value: number): string => names.get(value) ?? `0x${value.toString(16)}`;
  const table = functionTable(path);
  const raw = new library.PKCS11();
  try {
    raw.load(path);
  } catch (cause) {
    throw new AppError('module-broken', { reason: 'C_GetFunctionList' }, { cause });
  }
  return wrap(raw, table, nameOf);
}

/** pkcs11js's CK_PARAMS_RSA_OAEP, and CKZ_DATA_SPECIFIED. */
const [oaepParameters, labelGiven] = [4, 1];
/** pkcs11js's CK_PARAMS_EC_DH, and CKD_NULL. */
const [ecdhParameters, noDerivation] = [6, 1];

function forLibrary({ oaep, ecdh, ...mechanism }: Mechanism): Pkcs11js.Mechanism {
  if (ecdh !== undefined) {
    const parameter: Pkcs11js.ECDH1 = { type: ecdhParameters, kdf: noDerivation, publicData: ecdh };
    return { ...mechanism, parameter };
  }
  if (oaep === undefined) return { ...mechanism };
  const { hash: hashAlg, mask: mgf, label: sourceData } = oaep;
  const parameter: Pkcs11js.RsaOAEP = { type: oaepParameters, hashAlg, mgf, source: labelGiven, sourceData };
  return { ...mechanism, parameter };
}

function wrap(raw: Pkcs11js.PKCS11, table: FunctionTable | null, nameOf: (value: number) => string): Cryptoki {
  const readAtOnce = table === null ? null : bindReadAtOnce(table);
  let onThreads = 0;

  function normalised(call: string, error: unknown): CryptokiError {
    const [, , value] = returned.exec(error instanceof Error ? error.message : '') ?? [];
    const code = value ?? (error as { code?: unknown }).code;
    if (error instanceof CryptokiError) return error;
    const number = Number(code) || rv.generalError;
    return new CryptokiError(call, number, nameOf(number));
  }
  function guard<T>(call: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw normalised(call, error);
    }
  }
  async function guardThread<T>(call: string, work: () => Promise<T>): Promise<T> {
    onThreads += 1;
    try {
      return await work();
    } catch (error) {
      throw normalised(call, error);
    } finally {
      onThreads -= 1;
    }
  }
  const fresh = (template: Template): Pkcs11js.Template => template.map((entry) => ({ ...entry }));

  return {
    ...(table === null ? pinFunctionsAsText(raw, guard) : bindPinFunctions(table, nameOf)),
    initialize: (parameters) => {
      try {
        // The added space is for pkcs11js, which drops the last character.
        const libraryParameters = parameters === null ? {} : { libraryParameters: `${parameters} ` };
        guard('C_Initialize', () => raw.C_Initialize({ flags: osLocking, ...libraryParameters }));
      } catch (error) {
        if (!(error instanceof CryptokiError) || error.rv !== rv.alreadyInitialized) throw error;
      }
    },
    finalize: () => {
      if (onThreads > 0) throw new CryptokiError('C_Finalize', rv.functionFailed, nameOf(rv.functionFailed));
      guard('C_Finalize', () => raw.C_Finalize());
    },
    info: () => guard('C_GetInfo', () => raw.C_GetInfo()),
    slots: () => guard('C_GetSlotList', () => raw.C_GetSlotList(false)),
    slotInfo: (slot) => guard('C_GetSlotInfo', () => raw.C_GetSlotInfo(slot)),
    tokenInfo: (slot) => guard('C_GetTokenInfo', () => raw.C_GetTokenInfo(slot)),
    mechanisms: (slot) => guard('C_GetMechanismList', () => raw.C_GetMechanismList(slot)),
    mechanismInfo: (slot, mechanism) => guard('C_GetMechanismInfo', () => raw.C_GetMechanismInfo(slot, mechanism)),
    openSession: (slot, writable) =>
      guard('C_OpenSession', () =>
        raw.C_OpenSession(slot, sessionFlag.serial | (writable ? sessionFlag.readWrite : 0)),
      ),
    closeSession: (session) => guard('C_CloseSession', () => raw.C_CloseSession(session)),
    sessionInfo: (session) => guard('C_GetSessionInfo', () => raw.C_GetSessionInfo(session)),
    logout: (session) => guard('C_Logout', () => raw.C_Logout(session)),
    find: (session, template) => {
      guard('C_FindObjectsInit', () => raw.C_FindObjectsInit(session, fresh(template)));
      const found: Handle[] = [];
      try {
        for (;;) {
          const some = guard('C_FindObjects', () => raw.C_FindObjects(session, findAtOnce));
          found.push(...some);
          if (some.length === 0) return found;
        }
      } finally {
        guard('C_FindObjectsFinal', () => raw.C_FindObjectsFinal(session));
      }
    },
    read: (session, object, types) =>
      readAtOnce?.(session, object, types) ??
      guard('C_GetAttributeValue', () =>
        raw
          .C_GetAttributeValue(
            session,
            object,
            types.map((type) => ({ type })),
          )
          .map(({ value }) => value as Buffer | undefined),
      ),
    create: (session, template) => guard('C_CreateObject', () => raw.C_CreateObject(session, fresh(template))),
    set: (session, object, template) =>
      guard('C_SetAttributeValue', () => raw.C_SetAttributeValue(session, object, fresh(template))),
    destroy: (session, object) => guard('C_DestroyObject', () => raw.C_DestroyObject(session, object)),
    encrypt: (session, mechanism, key, data, room) => {
      guard('C_EncryptInit', () => raw.C_EncryptInit(session, { ...mechanism }, key));
      return guard('C_Encrypt', () => raw.C_Encrypt(session, data, Buffer.alloc(room)));
    },
    generateKey: (session, mechanism, template) =>
      guard('C_GenerateKey', () => raw.C_GenerateKey(session, { ...mechanism }, fresh(template))),
    unwrap: (session, mechanism, by, wrapped, template) =>
      guard('C_UnwrapKey', () => raw.C_UnwrapKey(session, { ...mechanism }, by, wrapped, fresh(template))),
    derive: (session, mechanism, key, template) =>
      guard('C_DeriveKey', () => raw.C_DeriveKey(session, forLibrary(mechanism), key, fresh(template))),
    decryptInit: (session, mechanism, key) =>
      guard('C_DecryptInit', () => raw.C_DecryptInit(session, forLibrary(mechanism), key)),
    decrypt: async (session, data, room) => {
      const out = Buffer.alloc(room);
      const plain = Buffer.from(await guardThread('C_Decrypt', async () => raw.C_DecryptAsync(session, data, out)));
      // Using `data` and `out` after the call keeps them alive while its thread runs.
      out.fill(0);
      return data.length >= 0 ? plain : out;
    },
    signInit: (session, mechanism, key) => guard('C_SignInit', () => raw.C_SignInit(session, { ...mechanism }, key)),
    sign: async (session, data, room) => {
      const out = Buffer.alloc(room);
      const signature = await guardThread('C_Sign', async () => raw.C_SignAsync(session, data, out));
      // Keeps `data` alive, as in `decrypt`.
      return data.length >= 0 ? signature : out;
    },
    generateKeyPair: async (session, mechanism, publicKey, privateKey) =>
      guardThread('C_GenerateKeyPair', async () =>
        raw.C_GenerateKeyPairAsync(session, { ...mechanism }, fresh(publicKey), fresh(privateKey)),
      ),
  };
}
