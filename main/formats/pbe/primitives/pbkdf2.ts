// SPDX-License-Identifier: Apache-2.0
import { pbkdf2Sync } from 'node:crypto';
import { pbkdf2 as noblePbkdf2 } from '@noble/hashes/pbkdf2.js';
import type { PbeHash } from './hashes.ts';
import { hmac } from './hmac.ts';

/** RFC 8018 §5.2. */
export function pbkdf2(
  hash: PbeHash,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  if (hash.nodeName) return pbkdf2Sync(password, salt, iterations, length, hash.nodeName);
  if (hash.noble) return noblePbkdf2(hash.noble, password, salt, { c: iterations, dkLen: length });
  return plainPbkdf2(hash, password, salt, iterations, length);
}

function plainPbkdf2(hash: PbeHash, password: Uint8Array, salt: Uint8Array, iterations: number, length: number) {
  const out = new Uint8Array(Math.ceil(length / hash.outputLength) * hash.outputLength);
  const counter = new Uint8Array(4);
  for (let block = 0; block * hash.outputLength < length; block++) {
    new DataView(counter.buffer).setUint32(0, block + 1);
    let u = hmac(hash, password, Buffer.concat([salt, counter]));
    const sum = Uint8Array.from(u);
    for (let round = 1; round < iterations; round++) {
      u = hmac(hash, password, u);
      for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) ^ (u[i] as number);
    }
    out.set(sum, block * hash.outputLength);
  }
  return out.subarray(0, length);
}
