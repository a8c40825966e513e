// SPDX-License-Identifier: Apache-2.0
import { ed25519 } from '@noble/curves/ed25519.js';
import { ed448 } from '@noble/curves/ed448.js';
import { brainpoolP256r1, brainpoolP384r1, brainpoolP512r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { sm2 } from 'sm-crypto-v2';
import { type DerElement, listChildren, readWhole, tags } from '../der/der-reader.ts';
import { toHex } from '../der/der-values.ts';
import { integer, sequence } from '../der/der-writer.ts';

interface Curve {
  readonly order: bigint;
  readonly verify: (signature: Uint8Array, digest: Uint8Array, key: Uint8Array) => boolean;
}

type NobleCurve = Pick<typeof p256, 'verify' | 'Point'>;

function noble(curve: NobleCurve): Curve {
  return {
    order: curve.Point.Fn.ORDER,
    // High S values are legitimate outside blockchains.
    verify: (signature, digest, key) => curve.verify(signature, digest, key, { prehash: false, lowS: false }),
  };
}

/** All in JavaScript, because BoringSSL lacks brainpool and secp256k1. */
const curves: ReadonlyMap<string, Curve> = new Map([
  ['1.2.840.10045.3.1.7', noble(p256)],
  ['1.3.132.0.34', noble(p384)],
  ['1.3.132.0.35', noble(p521)],
  ['1.3.132.0.10', noble(secp256k1)],
  ['1.3.36.3.3.2.8.1.1.7', noble(brainpoolP256r1)],
  ['1.3.36.3.3.2.8.1.1.11', noble(brainpoolP384r1)],
  ['1.3.36.3.3.2.8.1.1.13', noble(brainpoolP512r1)],
]);

const ecdsaHashes: ReadonlyMap<string, (data: Uint8Array) => Uint8Array> = new Map([
  ['1.2.840.10045.4.1', sha1],
  ['1.2.840.10045.4.3.1', sha224],
  ['1.2.840.10045.4.3.2', sha256],
  ['1.2.840.10045.4.3.3', sha384],
  ['1.2.840.10045.4.3.4', sha512],
  ['2.16.840.1.101.3.4.3.9', sha3_224],
  ['2.16.840.1.101.3.4.3.10', sha3_256],
  ['2.16.840.1.101.3.4.3.11', sha3_384],
  ['2.16.840.1.101.3.4.3.12', sha3_512],
]);

const edwards: ReadonlyMap<string, (signature: Uint8Array, data: Uint8Array, key: Uint8Array) => boolean> = new Map([
  ['1.3.101.112', (signature, data, key) => ed25519.verify(signature, data, key, { zip215: false })],
  ['1.3.101.113', (signature, data, key) => ed448.verify(signature, data, key, { zip215: false })],
]);

const sm2Order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
/** The default user ID (GM/T 0009 §10). */
export const sm2UserId = '1234567812345678';
/** Some CAs used the empty ID in the past. */
const sm2Identities = [sm2UserId, ''];

/** RFC 5758 §3.2, with a DER signature. */
export function verifyEcdsa(
  algorithmOid: string,
  curveOid: string,
  { signature, signed, key }: { signature: Uint8Array; signed: Uint8Array; key: Uint8Array },
): boolean | null {
  const hash = ecdsaHashes.get(algorithmOid);
  const curve = curves.get(curveOid);
  if (!hash || !curve) return null;
  const compact = compactSignature(signature, curve.order);
  return compact !== null && curve.verify(compact, hash(signed), key);
}

/** RFC 8032, RFC 8410. */
export function verifyEdwards(
  algorithmOid: string,
  { signature, signed, key }: { signature: Uint8Array; signed: Uint8Array; key: Uint8Array },
): boolean | null {
  const verify = edwards.get(algorithmOid);
  return verify ? verify(signature, signed, key) : null;
}

export function verifySm2({
  signature,
  signed,
  key,
}: {
  signature: Uint8Array;
  signed: Uint8Array;
  key: Uint8Array;
}): boolean {
  const compact = compactSignature(signature, sm2Order);
  if (compact === null) return false;
  return sm2Identities.some((userId) =>
    sm2.doVerifySignature(signed, toHex(compact), toHex(key), { hash: true, userId }),
  );
}

/** Returns padded r and s, or null if they are outside 1…n-1 or not DER (RFC 5480 App. A, X.690 §8.3.2, §10.1). */
function compactSignature(der: Uint8Array, order: bigint): Uint8Array | null {
  const width = Math.ceil(order.toString(16).length / 2);
  const members = listChildren(der, readWhole(der, tags.sequence));
  const numbers = members.map((member) => positive(der, member));
  const fits = numbers.length === 2 && numbers.every((number) => number > 0n && number < order);
  if (!fits || Buffer.compare(sequence(...numbers.map(integer)), der) !== 0) return null;
  return Buffer.from(numbers.map((n) => n.toString(16).padStart(width * 2, '0')).join(''), 'hex');
}

function positive(der: Uint8Array, { tag, content, end }: DerElement): bigint {
  if (tag !== tags.integer || content === end || (der[content] as number) & 0x80) return 0n;
  return BigInt(`0x${toHex(der, content, end)}`);
}
