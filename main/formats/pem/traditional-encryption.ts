// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { aesCbc, desCbc, type PbeCipher } from '../pbe/primitives/ciphers.ts';
import { md5Hash } from '../pbe/primitives/hashes.ts';
import type { PbeScheme } from '../pbe/pbe-scheme.ts';
import type { PemHeaders } from './pem-headers.ts';

const ciphers: ReadonlyMap<string, PbeCipher> = new Map([
  ['DES-CBC', desCbc(8)],
  ['DES-EDE3-CBC', desCbc(24)],
  ['AES-128-CBC', aesCbc(16)],
  ['AES-192-CBC', aesCbc(24)],
  ['AES-256-CBC', aesCbc(32)],
]);

/**
 * Uses EVP_BytesToKey with MD5 and one round. The salt is the first eight bytes of the IV.
 * @throws `unsupported-algorithm`, `damaged`
 */
export function traditionalScheme({ dekInfo }: PemHeaders): PbeScheme {
  if (!dekInfo) throw new AppError('damaged');
  const [name, ivHex] = dekInfo;
  const cipher = ciphers.get(name);
  if (!cipher) throw new AppError('unsupported-algorithm', { algorithm: name });
  const iv = Buffer.from(ivHex, 'hex');
  if (iv.length !== cipher.ivLength) throw new AppError('damaged');
  return {
    name: `PEM ${name}`,
    passwordForm: 'octets',
    work: 1,
    blockLength: cipher.blockLength,
    decrypt: (password, data) => cipher.decrypt(bytesToKey(password, iv.subarray(0, 8), cipher.keyLength), iv, data),
  };
}

function bytesToKey(password: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  let key = Buffer.alloc(0);
  for (let last = new Uint8Array(0); key.length < length; key = Buffer.concat([key, last])) {
    last = Uint8Array.from(md5Hash.digest(Buffer.concat([last, password, salt])));
  }
  return key.subarray(0, length);
}
