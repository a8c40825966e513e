// SPDX-License-Identifier: Apache-2.0
/** wincrypt.h, ncrypt.h, winerror.h. */

export const storeProvider = { memory: 2, system: 10, registry: 13 } as const;
export const openFlags = {
  /** CERT_SYSTEM_STORE_CURRENT_USER */
  currentUser: 0x0001_0000,
  /** CERT_STORE_READONLY_FLAG */
  readOnly: 0x8000,
} as const;

/** CERT_STORE_ADD_… */
export const disposition = { fresh: 1, useExisting: 2, replace: 3, always: 4 } as const;

/** CERT_…_PROP_ID */
export const property = { keyProvider: 2, friendlyName: 11 } as const;

/** PFXImportCertStore. */
export const pfxImport = { exportable: 0x1, userKeyset: 0x1000, preferCng: 0x100 } as const;
/** PFXExportCertStoreEx: with keys; fails if one is missing or not exportable. */
export const pfxExportKeys = 0x1 | 0x2 | 0x4;

/** CryptAcquireCertificatePrivateKey. */
export const acquire = { compareKey: 0x4, silent: 0x40, preferCng: 0x2_0000 } as const;
/** CERT_NCRYPT_KEY_SPEC. */
export const cngKeySpec = 0xffff_ffff;
export const keySpec = { exchange: 1, signature: 2 } as const;

/** CryptAcquireContextW; `machineKeyset` and `silent` also in CNG. */
export const context = { verify: 0xf000_0000, deleteKeyset: 0x10, machineKeyset: 0x20, silent: 0x40 } as const;
/** PP_IMPTYPE, PP_ENUMCONTAINERS, CRYPT_FIRST. */
export const providerParameter = { implementation: 3, containers: 2, first: 1 } as const;
/** CRYPT_IMPL_…, NCRYPT_IMPL_…_FLAG. */
export const implementation = { hardware: 1, software: 2, removable: 8 } as const;
export const algorithmSha256 = 0x800c;
/** BCRYPT_PAD_PKCS1 */
export const padPkcs1 = 0x2;
/** X509_ASN_ENCODING; X509_PUBLIC_KEY_INFO. */
export const encoding = { x509: 0x1, publicKeyInfo: 8 } as const;

/** winerror.h, unsigned. */
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
