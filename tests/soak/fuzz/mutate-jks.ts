// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Random } from './random.ts';

const counts = [0, 1, 2, 3, 4, 0x7f, 0xff, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

/** Digest at the end of a JKS: SHA-1 over the password in UTF-16BE, a fixed text and the preceding octets. */
function jksDigest(octets: Uint8Array, password: string): Uint8Array {
  const secret = Buffer.from(password, 'utf16le').swap16();
  return createHash('sha1').update(secret).update('Mighty Aphrodite').update(octets).digest();
}

/** Mutates random places of a Java key store. Most results get a matching digest, so that parsing continues. */
export function mutateJks(
  original: Uint8Array,
  password: string,
  random: Random,
): { bytes: Uint8Array; how: string[] } {
  const how: string[] = [];
  let body = Buffer.from(original.subarray(0, -20));
  for (let i = 0; i < 1 + random.int(3); i++) {
    const at = random.chance(0.3) ? random.pick([0, 4, 8, 12, 16]) : random.int(Math.max(1, body.length - 4));
    const name = random.pick(['count', 'short', 'octet', 'cut-out', 'repeat', 'truncate', 'near'] as const);
    how.push(name);
    if (name === 'count' && at + 4 <= body.length) body.writeUInt32BE(random.pick(counts), at);
    else if (name === 'short' && at + 2 <= body.length)
      body.writeUInt16BE(random.pick([0, 1, 0xff, 0x7fff, 0xffff]), at);
    else if (name === 'near' && at + 4 <= body.length) {
      body.writeUInt32BE((body.readUInt32BE(at) + random.pick([-1, 1, 2, 256])) >>> 0, at);
    } else if (name === 'octet' && at < body.length) body[at] = random.int(256);
    else if (name === 'cut-out') body = Buffer.concat([body.subarray(0, at), body.subarray(at + random.int(64))]);
    else if (name === 'repeat') body = Buffer.concat([body, body.subarray(at)]);
    else if (name === 'truncate') body = Buffer.from(body.subarray(0, at));
  }
  if (random.chance(0.15)) return { bytes: Buffer.concat([body, original.subarray(-20)]), how };
  return { bytes: Buffer.concat([body, jksDigest(body, password)]), how: [...how, 'digest'] };
}
