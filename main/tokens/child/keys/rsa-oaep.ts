// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

const hashBytes = 32;

/** RFC 8017 §7.1.2, step 3, with SHA-256, in constant time. Returns null for any error. */
export function decodeOaep(block: Uint8Array, label: Uint8Array): Buffer | null {
  if (block.length < 2 * hashBytes + 2) return null;
  const seed = Buffer.from(block.subarray(1, 1 + hashBytes));
  const data = Buffer.from(block.subarray(1 + hashBytes));
  try {
    mask(seed, data);
    mask(data, seed);
    const labelHash = createHash('sha256').update(label).digest();
    let wrong = block[0] ?? 1;
    for (const [at, octet] of labelHash.entries()) wrong |= (data[at] ?? 0) ^ octet;
    let start = 0;
    // Stays 1 until the 0x01 separator is found.
    let looking = 1;
    for (let at = hashBytes; at < data.length; at += 1) {
      const octet = data[at] ?? 0;
      const isOne = isNought(octet ^ 1);
      start |= -(looking & isOne) & (at + 1);
      wrong |= looking & (isNought(octet) ^ 1) & (isOne ^ 1);
      looking &= isOne ^ 1;
    }
    wrong |= looking;
    return wrong === 0 ? Buffer.from(data.subarray(start)) : null;
  } finally {
    seed.fill(0);
    data.fill(0);
  }
}

/** RFC 8017 §5.1.2, step 1. Both numbers are unsigned and big-endian. */
export function isOutOfRange(ciphertext: Uint8Array, modulus: Uint8Array): boolean {
  const length = Math.max(ciphertext.length, modulus.length);
  const padded = (octets: Uint8Array): Buffer => Buffer.concat([Buffer.alloc(length - octets.length), octets]);
  return Buffer.compare(padded(ciphertext), padded(modulus)) >= 0;
}

function isNought(octet: number): number {
  return ((octet - 1) >>> 8) & 1;
}

/** MGF1 (RFC 8017 §B.2.1). */
function mask(target: Buffer, of: Buffer): void {
  const counter = Buffer.alloc(4);
  for (let at = 0; at < target.length; at += hashBytes) {
    counter.writeUInt32BE(at / hashBytes);
    const piece = createHash('sha256').update(of).update(counter).digest();
    for (let octet = 0; octet < hashBytes && at + octet < target.length; octet += 1) {
      target[at + octet] = (target[at + octet] ?? 0) ^ (piece[octet] ?? 0);
    }
    piece.fill(0);
  }
}
