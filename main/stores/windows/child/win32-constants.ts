// SPDX-License-Identifier: Apache-2.0
/** From wincrypt.h, ncrypt.h and winerror.h. */

export const storeProvider = { memory: 2, system: 10, registry: 13 } as const;
export const openFlags = {
  currentUser: 0x0001_0000,
  readOnly: 0x8000,
} as const;

export const disposition = { fresh: 1, useExisting: 2, replace: 3, always: 4 } as const;

export const property = { keyProvider: 2, friendlyName: 11 } as const;

export const pfxImport = { exportable: 0x1, userKeyset: 0x1000, preferCng: 0x100 } as const;
export const pfxExportKeys = 0x1 | 0x2 | 0x4;

export const acquire = { compareKey: 0x4, silent: 0x40, preferCng: 0x2_0000 } as const;
export const cngKeySpec = 0xffff_ffff;
export const keySpec = { exchange: 1, signature: 2 } as const;

/** Flags of CryptAcquireContextW. `machineKeyset` and `silent` also apply to CNG. */
export const context = { verify: 0xf000_0000, deleteKeyset: 0x10, machineKeyset: 0x20, silent: 0x40 } as const;
export const providerParameter = { implementation: 3, containers: 2, first: 1 } as const;
export const implementation = { hardware: 1, software: 2, removable: 8 } as const;
export const algorithmSha256 = 0x800c;
export const padPkcs1 = 0x2;
export const encoding = { x509: 0x1, publicKeyInfo: 8 } as const;

export const code = {
  fileNotFound: 2,
  accessDenied: 5,
  sharingViolation: 32,
  moreData: 234,
  noMoreItems: 259,
  cancelled: 1223,
  fileCorrupt: 1392,
  hresultAccessDenied: 0x8007_0005,
  hresultSharingViolation: 0x8007_0020,
  hresultFileCorrupt: 0x8007_0570,
  hresultCancelled: 0x8007_04c7,
  certificateNotFound: 0x8009_2004,
  certificateExists: 0x8009_2005,
  badAlgorithm: 0x8009_0008,
  badKeyState: 0x8009_000b,
  noKey: 0x8009_000d,
  permission: 0x8009_0010,
  badKeyset: 0x8009_0016,
  badPublicKey: 0x8009_0015,
  silentContext: 0x8009_0022,
  keysetNotDefined: 0x8009_0019,
  notSupported: 0x8009_0029,
  cardCancelled: 0x8010_006e,
} as const;
