// SPDX-License-Identifier: Apache-2.0
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import type { PbeHash } from './hashes.ts';

/** RFC 2104. Also supports SM3, which the runtime may lack. */
export function hmac(hash: PbeHash, key: Uint8Array, data: Uint8Array): Uint8Array {
  if (hash.noble) return nobleHmac(hash.noble, key, data);
  const block = new Uint8Array(hash.blockLength);
  block.set(key.length > hash.blockLength ? hash.digest(key) : key);
  const inner = hash.digest(Buffer.concat([block.map((octet) => octet ^ 0x36), data]));
  return hash.digest(Buffer.concat([block.map((octet) => octet ^ 0x5c), inner]));
}
