// SPDX-License-Identifier: Apache-2.0
import koffi from 'koffi';

export type Pointer = bigint;
/** HCRYPTPROV, NCRYPT_HANDLE and so on. 0 means none. */
export type Handle = number | bigint;
export type Out<T> = [T];

interface Layout {
  readonly size: number;
  readonly fields: Readonly<Record<string, readonly [type: string, offset: number]>>;
}

/** Sizes and offsets in bytes with 64-bit headers (wincrypt.h, ncrypt.h, bcrypt.h, tlhelp32.h). */
export const layouts: Readonly<Record<string, Layout>> = {
  CERT_CONTEXT: {
    size: 40,
    fields: {
      dwCertEncodingType: ['uint32', 0],
      pbCertEncoded: ['void *', 8],
      cbCertEncoded: ['uint32', 16],
      pCertInfo: ['void *', 24],
      hCertStore: ['void *', 32],
    },
  },
  CRYPT_DATA_BLOB: { size: 16, fields: { cbData: ['uint32', 0], pbData: ['void *', 8] } },
  CRYPT_KEY_PROV_INFO: {
    size: 48,
    fields: {
      pwszContainerName: ['char16_t *', 0],
      pwszProvName: ['char16_t *', 8],
      dwProvType: ['uint32', 16],
      dwFlags: ['uint32', 20],
      cProvParam: ['uint32', 24],
      rgProvParam: ['void *', 32],
      dwKeySpec: ['uint32', 40],
    },
  },
  NCryptKeyName: {
    size: 24,
    fields: {
      pszName: ['char16_t *', 0],
      pszAlgid: ['char16_t *', 8],
      dwLegacyKeySpec: ['uint32', 16],
      dwFlags: ['uint32', 20],
    },
  },
  BCRYPT_PKCS1_PADDING_INFO: { size: 8, fields: { pszAlgId: ['char16_t *', 0] } },
  PROCESSENTRY32W: {
    size: 568,
    fields: {
      dwSize: ['uint32', 0],
      cntUsage: ['uint32', 4],
      th32ProcessID: ['uint32', 8],
      th32DefaultHeapID: ['uint64', 16],
      th32ModuleID: ['uint32', 24],
      cntThreads: ['uint32', 28],
      th32ParentProcessID: ['uint32', 32],
      pcPriClassBase: ['int32', 36],
      dwFlags: ['uint32', 40],
      szExeFile: ['char16_t[260]', 44],
    },
  },
};

export function declareLayouts(expected: Readonly<Record<string, Layout>> = layouts): void {
  if (koffi.sizeof('void *') !== 8) throw new Error('only 64-bit Windows is known here');
  for (const [name, { size, fields }] of Object.entries(expected)) {
    const type = koffi.struct(Object.fromEntries(Object.entries(fields).map(([field, [kind]]) => [field, kind])));
    if (type.size !== size) throw new Error(`${name} has ${type.size} octets, not ${size}`);
    for (const [field, [, offset]] of Object.entries(fields)) {
      const found = koffi.offsetof(type, field);
      if (found !== offset) throw new Error(`${name}.${field} lies at ${found}, not ${offset}`);
    }
    koffi.alias(name, type);
  }
}

const certStore = {
  certOpenStore:
    'void *CertOpenStore(uintptr_t provider, uint32 encoding, uintptr_t unused, uint32 flags, const char16_t *name)',
  certCloseStore: 'bool CertCloseStore(void *store, uint32 flags)',
  certEnum: 'void *CertEnumCertificatesInStore(void *store, void *previous)',
  certDuplicate: 'void *CertDuplicateCertificateContext(void *context)',
  certFree: 'bool CertFreeCertificateContext(void *context)',
  certGetProperty:
    'bool CertGetCertificateContextProperty(void *context, uint32 id, void *data, _Inout_ uint32 *length)',
  certSetProperty:
    'bool CertSetCertificateContextProperty(void *context, uint32 id, uint32 flags, CRYPT_DATA_BLOB *data)',
  certCreate: 'void *CertCreateCertificateContext(uint32 encoding, const uint8_t *der, uint32 length)',
  certAdd: 'bool CertAddCertificateContextToStore(void *store, void *context, uint32 disposition, _Out_ void **added)',
  certDelete: 'bool CertDeleteCertificateFromStore(void *context)',
  acquireKey:
    'bool CryptAcquireCertificatePrivateKey(void *context, uint32 flags, void *window, _Out_ uintptr_t *key, _Out_ uint32 *keySpec, _Out_ int32 *callerFrees)',
  pfxImport: 'void *PFXImportCertStore(CRYPT_DATA_BLOB *pfx, const char16_t *password, uint32 flags)',
  pfxExport:
    'bool PFXExportCertStoreEx(void *store, _Inout_ CRYPT_DATA_BLOB *pfx, const char16_t *password, void *unused, uint32 flags)',
  exportPublicKey:
    'bool CryptExportPublicKeyInfo(uintptr_t key, uint32 keySpec, uint32 encoding, void *info, _Inout_ uint32 *length)',
  encodeObject:
    'bool CryptEncodeObject(uint32 encoding, uintptr_t type, void *info, void *encoded, _Inout_ uint32 *length)',
} as const;

const cryptoApi = {
  acquireContext:
    'bool CryptAcquireContextW(_Out_ uintptr_t *provider, const char16_t *container, const char16_t *name, uint32 type, uint32 flags)',
  releaseContext: 'bool CryptReleaseContext(uintptr_t provider, uint32 flags)',
  getProviderParameter:
    'bool CryptGetProvParam(uintptr_t provider, uint32 parameter, _Out_ uint8_t *data, _Inout_ uint32 *length, uint32 flags)',
  createHash:
    'bool CryptCreateHash(uintptr_t provider, uint32 algorithm, uintptr_t key, uint32 flags, _Out_ uintptr_t *hash)',
  hashData: 'bool CryptHashData(uintptr_t hash, const uint8_t *data, uint32 length, uint32 flags)',
  signHash:
    'bool CryptSignHashW(uintptr_t hash, uint32 keySpec, const char16_t *description, uint32 flags, _Out_ uint8_t *signature, _Inout_ uint32 *length)',
  destroyHash: 'bool CryptDestroyHash(uintptr_t hash)',
} as const;

const cng = {
  openProvider: 'uint32 NCryptOpenStorageProvider(_Out_ uintptr_t *provider, const char16_t *name, uint32 flags)',
  openKey:
    'uint32 NCryptOpenKey(uintptr_t provider, _Out_ uintptr_t *key, const char16_t *name, uint32 keySpec, uint32 flags)',
  enumKeys:
    'uint32 NCryptEnumKeys(uintptr_t provider, const char16_t *scope, _Out_ void **name, _Inout_ void **state, uint32 flags)',
  getObjectProperty:
    'uint32 NCryptGetProperty(uintptr_t object, const char16_t *property, _Out_ uint8_t *data, uint32 capacity, _Out_ uint32 *length, uint32 flags)',
  cngSign:
    'uint32 NCryptSignHash(uintptr_t key, BCRYPT_PKCS1_PADDING_INFO *padding, const uint8_t *hash, uint32 hashLength, _Out_ uint8_t *signature, uint32 capacity, _Out_ uint32 *length, uint32 flags)',
  deleteKey: 'uint32 NCryptDeleteKey(uintptr_t key, uint32 flags)',
  freeObject: 'uint32 NCryptFreeObject(uintptr_t object)',
  freeBuffer: 'uint32 NCryptFreeBuffer(void *buffer)',
} as const;

const system = {
  lastError: 'uint32 GetLastError()',
  processSnapshot: 'void *CreateToolhelp32Snapshot(uint32 flags, uint32 process)',
  firstProcess: 'bool Process32FirstW(void *snapshot, _Inout_ PROCESSENTRY32W *entry)',
  nextProcess: 'bool Process32NextW(void *snapshot, _Inout_ PROCESSENTRY32W *entry)',
  closeHandle: 'bool CloseHandle(void *handle)',
} as const;

type Result<D extends string> = D extends `void *${string}`
  ? Pointer | null
  : D extends `bool ${string}`
    ? boolean
    : number;
type Functions<T extends Readonly<Record<string, string>>> = {
  readonly [N in keyof T]: (...values: readonly unknown[]) => Result<T[N]>;
};

export type Win32 = Functions<typeof certStore & typeof cryptoApi & typeof cng & typeof system>;

export function loadWin32(): Win32 {
  declareLayouts();
  return {
    ...functionsOf('crypt32.dll', certStore),
    ...functionsOf('advapi32.dll', cryptoApi),
    ...functionsOf('ncrypt.dll', cng),
    ...functionsOf('kernel32.dll', system),
  };
}

function functionsOf<T extends Readonly<Record<string, string>>>(library: string, declarations: T): Functions<T> {
  const loaded = koffi.load(library);
  const functions = Object.entries(declarations).map(([name, text]) => [name, loaded.func(text)]);
  return Object.fromEntries(functions) as Functions<T>;
}

export function withMemory<T>(octets: number, work: (at: Pointer) => T): T {
  const size = Math.max(octets, 1);
  const at = koffi.alloc('uint8', size) as Pointer;
  try {
    return work(at);
  } finally {
    putOctets(at, new Uint8Array(size));
    koffi.free(at);
  }
}

/** Avoids `koffi.view`, because Electron forbids external buffers. */
export function octetsAt(at: Pointer, length: number): Uint8Array<ArrayBuffer> {
  return length === 0 ? new Uint8Array() : (koffi.decode(at, 'uint8', length) as Uint8Array<ArrayBuffer>);
}

export function putOctets(at: Pointer, octets: Uint8Array): void {
  koffi.encode(at, 'uint8', octets, octets.length);
}

export function structAt(at: Pointer, name: keyof typeof layouts): Readonly<Record<string, unknown>> {
  return koffi.decode(at, name) as Readonly<Record<string, unknown>>;
}

export const sizeOf = (name: keyof typeof layouts): number => koffi.sizeof(name);
