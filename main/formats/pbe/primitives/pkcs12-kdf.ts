// SPDX-License-Identifier: Apache-2.0
import type { PbeHash } from './hashes.ts';

export type Pkcs12KeyPurpose = 1 | 2 | 3;
export const pkcs12Purpose = { key: 1, iv: 2, mac: 3 } as const;

/** RFC 7292 App. B.2. `password` is usually from `bmpPassword`. */
export function pkcs12Kdf(
  hash: PbeHash,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  purpose: Pkcs12KeyPurpose,
  length: number,
): Uint8Array {
  const v = hash.blockLength;
  const diversifier = new Uint8Array(v).fill(purpose);
  const saltAndPassword = Buffer.concat([repeatToBlocks(salt, v), repeatToBlocks(password, v)]);
  const out = new Uint8Array(length);
  for (let at = 0; at < length; at += hash.outputLength) {
    const a = hash.iterate(Buffer.concat([diversifier, saltAndPassword]), iterations);
    out.set(a.subarray(0, Math.min(a.length, length - at)), at);
    addToEveryBlock(saltAndPassword, repeatToBlocks(a, v).subarray(0, v), v);
  }
  saltAndPassword.fill(0);
  return out;
}

function repeatToBlocks(octets: Uint8Array, blockLength: number): Uint8Array {
  const out = new Uint8Array(Math.ceil(octets.length / blockLength) * blockLength);
  for (let i = 0; i < out.length; i++) out[i] = octets[i % octets.length] as number;
  return out;
}

/** Adds `b` + 1 to each big-endian block, modulo 2^(8 · `blockLength`). */
function addToEveryBlock(blocks: Uint8Array, b: Uint8Array, blockLength: number): void {
  for (let start = 0; start < blocks.length; start += blockLength) {
    let carry = 1;
    for (let i = blockLength - 1; i >= 0; i--) {
      carry += (blocks[start + i] as number) + (b[i] as number);
      blocks[start + i] = carry & 0xff;
      carry >>= 8;
    }
  }
}
