// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import type { Random } from './random.ts';
import { tlv } from './tlv-splice.ts';

const oid = (hex: string) => tlv(0x06, Buffer.from(hex, 'hex'));
const pbes2 = oid('2a864886f70d01050d');
const pbkdf2 = oid('2a864886f70d01050c');
const aes128 = oid('608648016503040102');
const data = oid('2a864886f70d010701');
const encryptedData = oid('2a864886f70d010706');

function encrypt(
  plain: Uint8Array,
  password: string,
  random: Random,
): { algorithm: Uint8Array; ciphertext: Uint8Array } {
  const salt = random.bytes(8);
  const iv = random.bytes(16);
  const cipher = createCipheriv('aes-128-cbc', pbkdf2Sync(password, salt, 1, 16, 'sha1'), iv);
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  const derivation = tlv(0x30, pbkdf2, tlv(0x30, tlv(0x04, salt), tlv(0x02, Uint8Array.of(1))));
  const scheme = tlv(0x30, aes128, tlv(0x04, iv));
  return { algorithm: tlv(0x30, pbes2, tlv(0x30, derivation, scheme)), ciphertext };
}

/** EncryptedPrivateKeyInfo (RFC 5958 §3) around any `plain`: the password fits, the content may be invalid. */
export function encryptedKey(plain: Uint8Array, password: string, random: Random): Uint8Array {
  const { algorithm, ciphertext } = encrypt(plain, password, random);
  return tlv(0x30, algorithm, tlv(0x04, ciphertext));
}

/** A PFX without MAC whose only safe is encrypted (RFC 7292 §4). `plain`: SafeContents, possibly invalid. */
export function encryptedSafe(plain: Uint8Array, password: string, random: Random): Uint8Array {
  const { algorithm, ciphertext } = encrypt(plain, password, random);
  const inner = tlv(0x30, data, algorithm, tlv(0x80, ciphertext));
  const safe = tlv(0x30, encryptedData, tlv(0xa0, tlv(0x30, tlv(0x02, Uint8Array.of(0)), inner)));
  const content = tlv(0x30, data, tlv(0xa0, tlv(0x04, tlv(0x30, safe))));
  return tlv(0x30, tlv(0x02, Uint8Array.of(3)), content);
}
