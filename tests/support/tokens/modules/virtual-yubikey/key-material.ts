// SPDX-License-Identifier: Apache-2.0
import { createECDH, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { tlv } from './tlv.ts';

/** The algorithms of this card, by identifier (SP 800-78-4, table 6-2). */
export const rsaBits: Readonly<Record<number, number>> = { 0x06: 1024, 0x07: 2048 };
export const curves: Readonly<Record<number, { name: 'P-256' | 'P-384'; openssl: string; octets: number }>> = {
  0x11: { name: 'P-256', openssl: 'prime256v1', octets: 32 },
  0x14: { name: 'P-384', openssl: 'secp384r1', octets: 48 },
};

const octetsOf = (value: string | undefined): Buffer => Buffer.from(value ?? '', 'base64url');

/** Returns null for an unsupported algorithm. */
export function generateJwk(algorithm: number): JsonWebKey | null {
  const bits = rsaBits[algorithm];
  if (bits !== undefined)
    return generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ format: 'jwk' });
  const curve = curves[algorithm];
  if (curve === undefined) return null;
  return generateKeyPairSync('ec', { namedCurve: curve.name }).privateKey.export({ format: 'jwk' });
}

/** Encodes the contents of the public key template 7F49. */
export function publicTemplate(jwk: JsonWebKey): Buffer {
  if (jwk.kty === 'RSA') return Buffer.concat([tlv('81', octetsOf(jwk.n)), tlv('82', octetsOf(jwk.e))]);
  return tlv('86', Buffer.of(4), octetsOf(jwk.x), octetsOf(jwk.y));
}

/** Derives an EC key from its private scalar. Returns null for other algorithms. Throws if out of range. */
export function jwkOfScalar(algorithm: number, scalar: Buffer): JsonWebKey | null {
  const curve = curves[algorithm];
  if (curve === undefined) return null;
  const pair = createECDH(curve.openssl);
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 1 + curve.octets), point.subarray(1 + curve.octets)];
  return {
    kty: 'EC',
    crv: curve.name,
    d: scalar.toString('base64url'),
    x: x.toString('base64url'),
    y: y.toString('base64url'),
  };
}

const numberOf = (octets: Buffer): bigint => BigInt(`0x${octets.toString('hex') || '0'}`);

function base64url(value: bigint): string {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex').toString('base64url');
}

/** Extended Euclid. `value` and `modulus` must be coprime. */
function inverse(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [modulus, value];
  let [factor, nextFactor] = [0n, 1n];
  while (next !== 0n) {
    const quotient = rest / next;
    [rest, next] = [next, rest - quotient * next];
    [factor, nextFactor] = [nextFactor, factor - quotient * nextFactor];
  }
  return ((factor % modulus) + modulus) % modulus;
}

/** Adds n and d to the five CRT values of an imported key. e is 65537. */
export function jwkOfPrimes(primes: Readonly<Record<'p' | 'q' | 'dp' | 'dq' | 'qi', Buffer>>): JsonWebKey {
  const [p, q] = [numberOf(primes.p), numberOf(primes.q)];
  return {
    kty: 'RSA',
    n: base64url(p * q),
    e: 'AQAB',
    d: base64url(inverse(65_537n, (p - 1n) * (q - 1n))),
    p: base64url(p),
    q: base64url(q),
    dp: base64url(numberOf(primes.dp)),
    dq: base64url(numberOf(primes.dq)),
    qi: base64url(numberOf(primes.qi)),
  };
}
