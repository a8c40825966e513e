// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import type { CHash } from '@noble/hashes/utils.js';
import { sm3 } from 'sm-crypto-v2';

export interface PbeHash {
  readonly name: string;
  readonly blockLength: number;
  readonly outputLength: number;
  readonly digest: (data: Uint8Array) => Uint8Array;
  readonly iterate: (data: Uint8Array, rounds: number) => Uint8Array;
  /** Set only if both OpenSSL and BoringSSL have the hash. */
  readonly nodeName: string | null;
  readonly noble: CHash | null;
  /** In `WorkBudget` units. */
  readonly cost: { readonly round: number; readonly pbkdf2: number };
}

function nobleHash(name: string, noble: CHash, nodeName: string | null = null): PbeHash {
  return {
    name,
    blockLength: noble.blockLen,
    outputLength: noble.outputLen,
    digest: noble,
    iterate: (data, rounds) =>
      nodeName === null ? iterateNoble(noble, data, rounds) : iterateNode(nodeName, data, rounds),
    nodeName,
    noble,
    cost: nodeName === null ? { round: 8, pbkdf2: 20 } : { round: 2, pbkdf2: noble.blockLen > 64 ? 2 : 1 },
  };
}

/** Twice as fast as JavaScript. Passes Latin-1 strings, because a Buffer per round is slow. */
function iterateNode(name: string, data: Uint8Array, rounds: number): Uint8Array {
  const out = Buffer.from(hash(name, data, 'binary'), 'latin1');
  for (let round = 1; round < rounds; round++) out.write(hash(name, out, 'binary'), 0, 'latin1');
  return out;
}

/** Reusing one state halves the time. */
function iterateNoble(noble: CHash, data: Uint8Array, rounds: number): Uint8Array {
  const out = Uint8Array.from(noble(data));
  const blank = noble.create();
  const work = noble.create();
  for (let round = 1; round < rounds; round++) blank._cloneInto(work).update(out).digestInto(out);
  return out;
}

function sm3Digest(data: Uint8Array): Uint8Array {
  return Buffer.from(sm3(data), 'hex');
}

export const sm3Hash: PbeHash = {
  name: 'SM3',
  blockLength: 64,
  outputLength: 32,
  digest: sm3Digest,
  iterate(data, rounds) {
    let out = sm3Digest(data);
    for (let round = 1; round < rounds; round++) out = sm3Digest(out);
    return out;
  },
  nodeName: null,
  noble: null,
  cost: { round: 20, pbkdf2: 60 },
};

export const md5Hash = nobleHash('MD5', md5);
export const sha1Hash = nobleHash('SHA-1', sha1, 'sha1');
export const sha256Hash = nobleHash('SHA-256', sha256, 'sha256');
const sha224Hash = nobleHash('SHA-224', sha224, 'sha224');
const sha384Hash = nobleHash('SHA-384', sha384, 'sha384');
const sha512Hash = nobleHash('SHA-512', sha512, 'sha512');
const sha512t224Hash = nobleHash('SHA-512/224', sha512_224);
const sha512t256Hash = nobleHash('SHA-512/256', sha512_256);
const sha3Hashes = [
  nobleHash('SHA3-224', sha3_224),
  nobleHash('SHA3-256', sha3_256),
  nobleHash('SHA3-384', sha3_384),
  nobleHash('SHA3-512', sha3_512),
] as const;

const digestOids: ReadonlyMap<string, PbeHash> = new Map([
  ['1.2.840.113549.2.5', md5Hash],
  ['1.3.14.3.2.26', sha1Hash],
  ['2.16.840.1.101.3.4.2.1', sha256Hash],
  ['2.16.840.1.101.3.4.2.2', sha384Hash],
  ['2.16.840.1.101.3.4.2.3', sha512Hash],
  ['2.16.840.1.101.3.4.2.4', sha224Hash],
  ['2.16.840.1.101.3.4.2.5', sha512t224Hash],
  ['2.16.840.1.101.3.4.2.6', sha512t256Hash],
  ...sha3Hashes.map((hash, index) => [`2.16.840.1.101.3.4.2.${7 + index}`, hash] as const),
  ['1.2.156.10197.1.401', sm3Hash],
]);

const hmacOids: ReadonlyMap<string, PbeHash> = new Map([
  ['1.2.840.113549.2.6', md5Hash],
  ['1.2.840.113549.2.7', sha1Hash],
  ['1.2.840.113549.2.8', sha224Hash],
  ['1.2.840.113549.2.9', sha256Hash],
  ['1.2.840.113549.2.10', sha384Hash],
  ['1.2.840.113549.2.11', sha512Hash],
  ['1.2.840.113549.2.12', sha512t224Hash],
  ['1.2.840.113549.2.13', sha512t256Hash],
  ...sha3Hashes.map((hash, index) => [`2.16.840.1.101.3.4.2.${13 + index}`, hash] as const),
  ['1.2.156.10197.1.401.2', sm3Hash],
  ['1.2.156.10197.1.401.3.1', sm3Hash],
]);

export function hashByDigestOid(oid: string): PbeHash | null {
  return digestOids.get(oid) ?? null;
}

export function hashByHmacOid(oid: string): PbeHash | null {
  return hmacOids.get(oid) ?? null;
}
