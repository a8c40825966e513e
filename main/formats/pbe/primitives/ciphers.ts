// SPDX-License-Identifier: Apache-2.0
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { sm4 } from 'sm-crypto-v2';
import { rc4 } from './rc4.ts';
import { decryptRc2Cbc } from './rc2.ts';

/** `decrypt` keeps the padding, so callers can detect damage. */
export interface PbeCipher {
  readonly name: string;
  readonly keyLength: number;
  /** Bytes. 1 for a stream cipher. */
  readonly blockLength: number;
  readonly ivLength: number;
  readonly decrypt: (key: Uint8Array, iv: Uint8Array, data: Uint8Array) => Uint8Array;
}

function nodeDecrypt(algorithm: string, key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const decipher = createDecipheriv(algorithm, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(data), decipher.final()]);
}

export function aesCbc(keyLength: 16 | 24 | 32): PbeCipher {
  const algorithm = `aes-${keyLength * 8}-cbc`;
  return {
    name: `AES-${keyLength * 8}-CBC`,
    keyLength,
    blockLength: 16,
    ivLength: 16,
    decrypt: (key, iv, data) => nodeDecrypt(algorithm, key, iv, data),
  };
}

/** Implements single DES with triple DES, which OpenSSL 3 and BoringSSL both have, by repeating the key. */
export function desCbc(keyLength: 8 | 16 | 24): PbeCipher {
  return {
    name: keyLength === 8 ? 'DES-CBC' : 'DES-EDE3-CBC',
    keyLength,
    blockLength: 8,
    ivLength: 8,
    decrypt: (key, iv, data) => nodeDecrypt('des-ede3-cbc', threeKeys(key), iv, data),
  };
}

function threeKeys(key: Uint8Array): Uint8Array {
  if (key.length === 24) return key;
  const first = key.subarray(0, 8);
  return Buffer.concat([first, key.length === 16 ? key.subarray(8, 16) : first, first]);
}

export function rc2Cbc(keyLength: number, effectiveBits: number): PbeCipher {
  return {
    name: `RC2-${effectiveBits}-CBC`,
    keyLength,
    blockLength: 8,
    ivLength: 8,
    decrypt: (key, iv, data) => decryptRc2Cbc(key, effectiveBits, iv, data),
  };
}

export function rc4Stream(keyLength: number): PbeCipher {
  return { name: 'RC4', keyLength, blockLength: 1, ivLength: 0, decrypt: (key, _iv, data) => rc4(key, data) };
}

export const sm4Cbc: PbeCipher = {
  name: 'SM4-CBC',
  keyLength: 16,
  blockLength: 16,
  ivLength: 16,
  decrypt: (key, iv, data) => sm4.decrypt(data, key, { mode: 'cbc', iv, padding: 'none', output: 'array' }),
};

export function decryptSm4Ecb(key: Uint8Array, data: Uint8Array): Uint8Array {
  return sm4.decrypt(data, key, { mode: 'ecb', padding: 'none', output: 'array' });
}

export function encryptSm4Ecb(key: Uint8Array, plain: Uint8Array): Uint8Array {
  return sm4.encrypt(plain, key, { mode: 'ecb', padding: 'none', output: 'array' });
}

export function encryptSm4Cbc(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  return sm4.encrypt(plain, key, { mode: 'cbc', iv, padding: 'pkcs#7', output: 'array' });
}

export function encryptCbc(
  algorithm: 'aes-256-cbc' | 'des-ede3-cbc',
  key: Uint8Array,
  iv: Uint8Array,
  plain: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv(algorithm, key, iv);
  return Buffer.concat([cipher.update(plain), cipher.final()]);
}

/** RFC 8018 §6.1.1. */
export function withoutPadding(plain: Uint8Array, blockLength: number): Uint8Array | null {
  if (blockLength === 1) return plain;
  const pad = plain.at(-1) ?? 0;
  if (pad < 1 || pad > blockLength || pad > plain.length) return null;
  for (let i = plain.length - pad; i < plain.length; i++) if (plain[i] !== pad) return null;
  return plain.subarray(0, plain.length - pad);
}
