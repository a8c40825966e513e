// SPDX-License-Identifier: Apache-2.0
import { desCbc, type PbeCipher, rc2Cbc } from './primitives/ciphers.ts';
import { md5Hash, type PbeHash, sha1Hash } from './primitives/hashes.ts';
import type { PbeScheme } from './pbe-scheme.ts';

/** RFC 8018 App. A.3, without the unused MD2. */
const schemes: ReadonlyMap<string, readonly [PbeHash, PbeCipher]> = new Map([
  ['1.2.840.113549.1.5.3', [md5Hash, desCbc(8)]],
  ['1.2.840.113549.1.5.6', [md5Hash, rc2Cbc(8, 64)]],
  ['1.2.840.113549.1.5.10', [sha1Hash, desCbc(8)]],
  ['1.2.840.113549.1.5.11', [sha1Hash, rc2Cbc(8, 64)]],
]);

export function pkcs5Pbes1(oid: string): ((salt: Uint8Array, iterations: number) => PbeScheme) | null {
  const found = schemes.get(oid);
  if (!found) return null;
  const [hash, cipher] = found;
  return (salt, iterations) => ({
    name: `PBE-${hash.name}-${cipher.name}`,
    passwordForm: 'octets',
    work: iterations * hash.cost.round,
    blockLength: cipher.blockLength,
    decrypt(password, data) {
      const derived = pbkdf1(hash, password, salt, iterations);
      const plain = cipher.decrypt(derived.subarray(0, 8), derived.subarray(8, 16), data);
      derived.fill(0);
      return plain;
    },
  });
}

function pbkdf1(hash: PbeHash, password: Uint8Array, salt: Uint8Array, iterations: number): Uint8Array {
  return hash.iterate(Buffer.concat([password, salt]), iterations);
}
