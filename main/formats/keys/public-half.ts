// SPDX-License-Identifier: Apache-2.0
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import { ed448, x448 } from '@noble/curves/ed448.js';
import {
  contentOf,
  contextTag,
  damagedAt,
  type DerElement,
  encodingOf,
  expectElement,
  listChildren,
  readElement,
  readWhole,
  tags,
} from '../../x509/der/der-reader.ts';
import { readOid, toHex } from '../../x509/der/der-values.ts';
import { bitString, nullValue, oid, sequence } from '../../x509/der/der-writer.ts';
import { publicPointOf } from './curves.ts';

export const keyOids = {
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  ec: '1.2.840.10045.2.1',
  dsa: '1.2.840.10040.4.1',
  /** Botan's key algorithm for SM2 (GM/T 0006). */
  sm2Signature: '1.2.156.10197.1.301.1',
} as const;

const edwards: ReadonlyMap<string, (secret: Uint8Array) => Uint8Array> = new Map([
  ['1.3.101.110', (secret) => x25519.getPublicKey(secret)],
  ['1.3.101.111', (secret) => x448.getPublicKey(secret)],
  ['1.3.101.112', (secret) => ed25519.getPublicKey(secret)],
  ['1.3.101.113', (secret) => ed448.getPublicKey(secret)],
]);

export interface PrivateKeyParts {
  readonly algorithmOid: string;
  readonly algorithm: DerElement;
  readonly parameters: DerElement | null;
  readonly privateKey: Uint8Array;
  readonly attributes: DerElement | null;
}

export function readPrivateKeyInfo(pkcs8: Uint8Array): PrivateKeyParts {
  const whole = readWhole(pkcs8, tags.sequence);
  const [version, algorithm, key, ...rest] = listChildren(pkcs8, whole);
  if (version?.tag !== tags.integer || algorithm?.tag !== tags.sequence || key?.tag !== tags.octetString) {
    throw damagedAt(whole.content);
  }
  const identifier = readElement(pkcs8, algorithm.content, algorithm.end);
  return {
    algorithmOid: readOid(pkcs8, identifier),
    algorithm,
    parameters: identifier.end < algorithm.end ? readElement(pkcs8, identifier.end, algorithm.end) : null,
    privateKey: contentOf(pkcs8, key),
    attributes: rest.find(({ tag }) => tag === contextTag(0)) ?? null,
  };
}

/**
 * Returns a DER SubjectPublicKeyInfo, or null if it cannot be derived.
 * @throws `damaged`, `limit-exceeded`, or a library's Error
 */
export function publicHalf(pkcs8: Uint8Array, parts = readPrivateKeyInfo(pkcs8)): Uint8Array | null {
  const { algorithmOid, privateKey } = parts;
  if (algorithmOid === keyOids.rsa) return sequence(sequence(oid(keyOids.rsa), nullValue()), rsaPublicKey(privateKey));
  if (algorithmOid === keyOids.rsaPss) {
    return sequence(encodingOf(pkcs8, parts.algorithm), rsaPublicKey(privateKey));
  }
  if (algorithmOid === keyOids.ec) return ecPublicHalf(pkcs8, parts);
  const derive = edwards.get(algorithmOid);
  if (!derive) return null;
  const secret = readWhole(privateKey, tags.octetString);
  return sequence(sequence(oid(algorithmOid)), bitString(derive(contentOf(privateKey, secret))));
}

function rsaPublicKey(privateKey: Uint8Array): Uint8Array {
  if (!isConsistentRsaKey(privateKey)) throw damagedAt(0);
  const [, modulus, exponent] = listChildren(privateKey, readWhole(privateKey, tags.sequence));
  if (modulus?.tag !== tags.integer || exponent?.tag !== tags.integer) throw damagedAt(0);
  return bitString(sequence(encodingOf(privateKey, modulus), encodingOf(privateKey, exponent)));
}

/** Computes the point on known curves, or else takes the embedded one (RFC 5915 §3). */
function ecPublicHalf(pkcs8: Uint8Array, parts: PrivateKeyParts): Uint8Array | null {
  const { privateKey, parameters } = parts;
  const [, scalar, ...optional] = listChildren(privateKey, readWhole(privateKey, tags.sequence));
  if (scalar?.tag !== tags.octetString || !parameters) return null;
  const curve = parameters.tag === tags.oid ? readOid(pkcs8, parameters) : null;
  const computed = curve === null ? null : publicPointOf(curve, contentOf(privateKey, scalar));
  const embedded = embeddedPoint(privateKey, optional);
  if (computed && embedded?.[0] === 0x04 && Buffer.compare(computed, embedded) !== 0) throw damagedAt(scalar.content);
  const point = computed ?? embedded;
  return point && sequence(sequence(oid(keyOids.ec), encodingOf(pkcs8, parameters)), bitString(point));
}

function embeddedPoint(privateKey: Uint8Array, optional: readonly DerElement[]): Uint8Array | null {
  const wrapper = optional.find(({ tag }) => tag === contextTag(1));
  if (!wrapper) return null;
  const bits = expectElement(privateKey, tags.bitString, wrapper.content, wrapper.end);
  return privateKey.subarray(bits.content + 1, bits.end);
}

/** A damaged key may parse, so compare its numbers (RFC 8017 A.1.2). */
function isConsistentRsaKey(privateKey: Uint8Array): boolean {
  const fields = listChildren(privateKey, readWhole(privateKey, tags.sequence));
  const number = (element: DerElement) => BigInt(`0x0${toHex(privateKey, element.content, element.end)}`);
  const [version = 0n, n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, qInverse = 0n] = fields.map(number);
  if (version !== 0n) return version === 1n;
  if (p < 3n || q < 3n || p * q !== n) return false;
  const inverts = (exponent: bigint, prime: bigint) => (e * exponent) % (prime - 1n) === 1n;
  return inverts(d, p) && inverts(d, q) && inverts(dp, p) && inverts(dq, q) && (q * qInverse) % p === 1n;
}
