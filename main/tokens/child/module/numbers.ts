// SPDX-License-Identifier: Apache-2.0
/** PKCS#11 2.40 and 3.0 (pkcs11t.h), without prefix. */
export const attribute = {
  class: 0x0,
  token: 0x1,
  private: 0x2,
  label: 0x3,
  application: 0x10,
  value: 0x11,
  certificateType: 0x80,
  issuer: 0x81,
  serialNumber: 0x82,
  keyType: 0x100,
  subject: 0x101,
  id: 0x102,
  sensitive: 0x103,
  encrypt: 0x104,
  decrypt: 0x105,
  wrap: 0x106,
  unwrap: 0x107,
  sign: 0x108,
  verify: 0x10a,
  derive: 0x10c,
  modulus: 0x120,
  modulusBits: 0x121,
  publicExponent: 0x122,
  privateExponent: 0x123,
  prime1: 0x124,
  prime2: 0x125,
  exponent1: 0x126,
  exponent2: 0x127,
  coefficient: 0x128,
  valueLength: 0x161,
  extractable: 0x162,
  local: 0x163,
  neverExtractable: 0x164,
  ecParameters: 0x180,
  ecPoint: 0x181,
  alwaysAuthenticate: 0x202,
} as const;

export const objectClass = { data: 0, certificate: 1, publicKey: 2, privateKey: 3, secretKey: 4 } as const;
export const keyType = { rsa: 0, ec: 3, genericSecret: 0x10, aes: 0x1f, ecEdwards: 0x40 } as const;

export const mechanism = {
  rsaKeyPairGen: 0x0,
  rsaPkcs: 0x1,
  /** Raw RSA, no padding. */
  rsaX509: 0x3,
  rsaPkcsOaep: 0x9,
  sha256RsaPkcs: 0x40,
  /** CKM_SHA256 and CKG_MGF1_SHA256, used for OAEP. */
  sha256: 0x250,
  mgf1Sha256: 0x2,
  ecKeyPairGen: 0x1040,
  ecdsa: 0x1041,
  ecdh1Derive: 0x1050,
  /** PKCS#11 3.1 §6.3. Missing in pkcs11js. */
  edwardsKeyPairGen: 0x1055,
  eddsa: 0x1057,
  aesKeyGen: 0x1080,
  aesCbcPad: 0x1085,
  aesKeyWrap: 0x2109,
  aesKeyWrapPad: 0x210a,
  aesKeyWrapKwp: 0x210b,
} as const;

export const userType = { so: 0, user: 1, contextSpecific: 2 } as const;

export const sessionFlag = { readWrite: 0x2, serial: 0x4 } as const;
const sessionState = { readOnlyUser: 1, readWriteUser: 3, readWriteSo: 4 } as const;
export const loggedInStates: readonly number[] = Object.values(sessionState);

export const slotFlag = { tokenPresent: 0x1, hardware: 0x4 } as const;
export const mechanismFlag = { generateKeyPair: 0x10000 } as const;

export const rv = {
  generalError: 0x5,
  functionFailed: 0x6,
  argumentsBad: 0x7,
  attributeReadOnly: 0x10,
  attributeSensitive: 0x11,
  attributeTypeInvalid: 0x12,
  attributeValueInvalid: 0x13,
  deviceError: 0x30,
  deviceRemoved: 0x32,
  encryptedDataInvalid: 0x40,
  encryptedDataLength: 0x41,
  functionNotSupported: 0x54,
  keyFunctionNotPermitted: 0x68,
  mechanismInvalid: 0x70,
  mechanismParamInvalid: 0x71,
  objectHandleInvalid: 0x82,
  pinIncorrect: 0xa0,
  sessionHandleInvalid: 0xb3,
  templateIncomplete: 0xd0,
  templateInconsistent: 0xd1,
  writeProtected: 0xe2,
  userAlreadyLoggedIn: 0x100,
  userNotLoggedIn: 0x101,
  userAnotherAlreadyLoggedIn: 0x104,
  alreadyInitialized: 0x191,
} as const;
