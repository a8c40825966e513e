// SPDX-License-Identifier: Apache-2.0
import { timingSafeEqual } from 'node:crypto';
import { md5 } from '@noble/hashes/legacy.js';
import { contentOf, damagedAt, listChildren, readWhole, tags } from '../../x509/der/der-reader.ts';
import { integerToNumber, readOid } from '../../x509/der/der-values.ts';
import { algorithmName } from '../pbe/algorithm-names.ts';
import { desCbc, withoutPadding } from '../pbe/primitives/ciphers.ts';
import { md5Hash, sha1Hash } from '../pbe/primitives/hashes.ts';
import type { WorkBudget } from '../pbe/work-budget.ts';

const sunProtectorOid = '1.3.6.1.4.1.42.2.17.1.1';
const md5TripleDesOid = '1.3.6.1.4.1.42.2.19.1';
const sha1Length = 20;

export type ProtectedKey =
  | {
      /**
       * Returns null if the digest or padding is wrong. Padding may match by chance.
       * @throws `limit-exceeded`
       */
      readonly open: (password: string, budget: WorkBudget) => Uint8Array | null;
    }
  | { readonly unsupported: string };

/**
 * Reads EncryptedPrivateKeyInfo (RFC 5958 §3) with Sun's key protector (JKS) or PBEWithMD5AndTripleDES (JCEKS).
 * @throws `damaged` (`offset`), `limit-exceeded`
 */
export function readProtectedKey(octets: Uint8Array): ProtectedKey {
  const whole = readWhole(octets, tags.sequence);
  const [algorithm, ciphertext] = listChildren(octets, whole);
  if (algorithm?.tag !== tags.sequence || ciphertext?.tag !== tags.octetString) throw damagedAt(whole.content);
  const [identifier, parameters] = listChildren(octets, algorithm);
  if (!identifier) throw damagedAt(algorithm.start);
  const oid = readOid(octets, identifier);
  const data = contentOf(octets, ciphertext);
  if (oid === sunProtectorOid) {
    if (data.length < 2 * sha1Length) throw damagedAt(ciphertext.start);
    return { open: (password) => openSunProtected(data, javaPassword(password)) };
  }
  if (oid !== md5TripleDesOid) return { unsupported: algorithmName(oid) };
  if (parameters?.tag !== tags.sequence) throw damagedAt(algorithm.start);
  const [salt, iterations] = listChildren(octets, parameters);
  if (salt?.tag !== tags.octetString || iterations?.tag !== tags.integer) throw damagedAt(parameters.start);
  if (salt.end - salt.content !== 8) throw damagedAt(salt.start);
  if (data.length === 0 || data.length % 8 !== 0) throw damagedAt(ciphertext.start);
  const count = integerToNumber(octets, iterations);
  if (count < 1) throw damagedAt(iterations.start);
  return {
    open(password, budget) {
      const secret = javaAsciiPassword(password);
      budget.spend(2 * count * md5Hash.cost.round * Math.ceil((md5.outputLen + secret.length + 9) / md5.blockLen));
      return openTripleDes(data, secret, contentOf(octets, salt), count);
    },
  };
}

/** UTF-16BE without terminator. */
export function javaPassword(password: string): Uint8Array {
  return Buffer.from(password, 'utf16le').swap16();
}

/** Java rejects non-ASCII passwords, but older releases truncated characters to 7 bits. */
function javaAsciiPassword(password: string): Uint8Array {
  return Uint8Array.from(password, (character) => (character.codePointAt(0) ?? 0) & 0x7f);
}

function openSunProtected(data: Uint8Array, password: Uint8Array): Uint8Array | null {
  const end = data.length - sha1Length;
  // Not `slice`, which on a Buffer returns a view of the file.
  const plain = Uint8Array.from(data.subarray(sha1Length, end));
  let block = data.subarray(0, sha1Length);
  for (let at = 0; at < plain.length; at++) {
    if (at % sha1Length === 0) block = sha1Hash.digest(Buffer.concat([password, block]));
    plain[at] = (plain[at] as number) ^ (block[at % sha1Length] as number);
  }
  const digest = sha1Hash.digest(Buffer.concat([password, plain]));
  if (timingSafeEqual(digest, data.subarray(end))) return plain;
  plain.fill(0);
  return null;
}

function openTripleDes(
  data: Uint8Array,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
): Uint8Array | null {
  const derived = Buffer.concat(saltHalves(salt).map((half) => iterate(half, password, iterations)));
  const raw = desCbc(24).decrypt(derived.subarray(0, 24), derived.subarray(24), data);
  derived.fill(0);
  return withoutPadding(raw, 8);
}

function iterate(half: Uint8Array, password: Uint8Array, rounds: number): Uint8Array {
  const input = new Uint8Array(md5.outputLen + password.length);
  input.set(password, md5.outputLen);
  const block = input.subarray(0, md5.outputLen);
  block.set(md5(Buffer.concat([half, password])));
  const blank = md5.create();
  const work = md5.create();
  for (let round = 1; round < rounds; round++) blank._cloneInto(work).update(input).digestInto(block);
  return block;
}

/** Older OpenJDKs reverse the first of two equal halves, with a bug (`3-1` for `3-i`). */
function saltHalves(salt: Uint8Array): readonly Uint8Array[] {
  const first = Uint8Array.from(salt.subarray(0, 4));
  const second = Uint8Array.from(salt.subarray(4));
  if (Buffer.compare(first, second) !== 0) return [first, second];
  for (let i = 0; i < 2; i++) {
    const kept = first[i] as number;
    first[i] = first[3 - i] as number;
    first[2] = kept;
  }
  return [first, second];
}
