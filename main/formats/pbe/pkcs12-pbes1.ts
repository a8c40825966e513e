// SPDX-License-Identifier: Apache-2.0
import { desCbc, type PbeCipher, rc2Cbc, rc4Stream } from './primitives/ciphers.ts';
import { sha1Hash } from './primitives/hashes.ts';
import type { PbeScheme } from './pbe-scheme.ts';
import { pkcs12Kdf, pkcs12Purpose } from './primitives/pkcs12-kdf.ts';

const ciphers: ReadonlyMap<string, PbeCipher> = new Map([
  ['1.2.840.113549.1.12.1.1', rc4Stream(16)],
  ['1.2.840.113549.1.12.1.2', rc4Stream(5)],
  ['1.2.840.113549.1.12.1.3', desCbc(24)],
  ['1.2.840.113549.1.12.1.4', desCbc(16)],
  ['1.2.840.113549.1.12.1.5', rc2Cbc(16, 128)],
  ['1.2.840.113549.1.12.1.6', rc2Cbc(5, 40)],
]);

const blocks = (octets: number): number => Math.ceil(octets / sha1Hash.outputLength);

export function pkcs12Pbes1(oid: string): ((salt: Uint8Array, iterations: number) => PbeScheme) | null {
  const cipher = ciphers.get(oid);
  if (!cipher) return null;
  return (salt, iterations) => ({
    name: `PBE-SHA1-${cipher.name}`,
    passwordForm: 'pkcs12',
    work: iterations * sha1Hash.cost.round * (blocks(cipher.keyLength) + blocks(cipher.ivLength)),
    blockLength: cipher.blockLength,
    decrypt(password, data) {
      const derive = (purpose: 1 | 2, length: number) =>
        pkcs12Kdf(sha1Hash, password, salt, iterations, purpose, length);
      const key = derive(pkcs12Purpose.key, cipher.keyLength);
      const plain = cipher.decrypt(key, derive(pkcs12Purpose.iv, cipher.ivLength), data);
      key.fill(0);
      return plain;
    },
  });
}
