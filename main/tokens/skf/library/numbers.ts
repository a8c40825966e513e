// SPDX-License-Identifier: Apache-2.0
/** Error codes from GM/T 0016, without SAR_. */
export const sar = {
  notSupported: 0x0a00_0003,
  invalidHandle: 0x0a00_0005,
  keyNotFound: 0x0a00_001b,
  certificateNotFound: 0x0a00_001c,
  deviceRemoved: 0x0a00_0023,
  userNotLoggedIn: 0x0a00_002d,
} as const;

export const pinType = { so: 0, user: 1 } as const;
/** SGD_SMS4_ECB */
export const sm4Ecb = 0x0000_0401;
/** SGD_SM2_1 (signing) in vendors' SKF headers, SGD_SM2 in GM/T 0006. */
export const sm2Signing = 0x0002_0100;
/** Results of SKF_GetContainerType. */
export const containerType = { rsa: 1, ecc: 2 } as const;
