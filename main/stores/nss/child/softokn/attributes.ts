// SPDX-License-Identifier: Apache-2.0
/**
 * NSS's databases have one column per attribute, `a` plus the type in hex (nss/lib/softoken/sdb.c). They store numbers
 * in four bytes, big-endian.
 */
export const attribute = {
  class: 0x0,
  token: 0x1,
  private: 0x2,
  label: 0x3,
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
  signRecover: 0x109,
  verify: 0x10a,
  verifyRecover: 0x10b,
  derive: 0x10c,
  modulus: 0x120,
  publicExponent: 0x122,
  extractable: 0x162,
  ecParameters: 0x180,
  ecPoint: 0x181,
  trustSha1: 0xce5363b4,
  publicValue: 0xd5a0db00,
} as const;

export const objectClass = { certificate: 1, publicKey: 2, privateKey: 3, secretKey: 4, trust: 0xce534353 } as const;
export const keyType = { rsa: 0, ec: 3, aes: 0x1f } as const;

export function columnOf(type: number): string {
  return `a${type.toString(16)}`;
}

/** NSS's marker for an empty value (sdb.c, SQLITE_EXPLICIT_NULL). */
const explicitNull = Buffer.from('a5005a', 'hex');

export function storedOctets(value: unknown): Uint8Array {
  if (!(value instanceof Uint8Array) || explicitNull.equals(value)) return new Uint8Array(0);
  return value;
}
