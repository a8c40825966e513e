// SPDX-License-Identifier: Apache-2.0
import { timingSafeEqual } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { contentOf, damagedAt, listChildren, readWhole, tags, type DerElement } from '../../x509/der/der-reader.ts';
import { integerToNumber, readOid } from '../../x509/der/der-values.ts';
import { hashByDigestOid, hashByHmacOid, sha256Hash, type PbeHash } from '../pbe/primitives/hashes.ts';
import { hmac } from '../pbe/primitives/hmac.ts';
import { cmpOids } from './cmp-oids.ts';
import { maxIterations, maxSalt } from './password-mac-limits.ts';

interface Parameters {
  readonly salt: Uint8Array;
  readonly owf: PbeHash;
  readonly iterations: number;
  readonly mac: PbeHash;
}

/** HMAC-SHA-256, id-PasswordBasedMac (RFC 9481 §6.1.1). */
export function passwordMac(secret: Uint8Array, salt: Uint8Array, iterations: number, data: Uint8Array): Uint8Array {
  return macBy({ salt, iterations, owf: sha256Hash, mac: sha256Hash }, secret, data);
}

/**
 * Returns false for algorithms other than PasswordBasedMac. `algorithm` is DER. Errors: `unsupported-algorithm`,
 * `damaged`, `limit-exceeded`.
 */
export function passwordMacMatches(
  algorithm: Uint8Array,
  secret: Uint8Array,
  data: Uint8Array,
  protection: Uint8Array,
): boolean {
  const parameters = readParameters(algorithm);
  if (parameters === null) return false;
  const expected = macBy(parameters, secret, data);
  return expected.length === protection.length && timingSafeEqual(expected, protection);
}

function macBy({ salt, owf, iterations, mac }: Parameters, secret: Uint8Array, data: Uint8Array): Uint8Array {
  const base = Buffer.concat([secret, salt]);
  const key = owf.iterate(base, iterations);
  base.fill(0);
  try {
    return hmac(mac, key, data);
  } finally {
    key.fill(0);
  }
}

/** PBMParameter (RFC 4211 §4.4). */
function readParameters(algorithm: Uint8Array): Parameters | null {
  const [identifier, parameters] = listChildren(algorithm, readWhole(algorithm, tags.sequence), 2);
  if (identifier === undefined) throw damagedAt(0);
  if (readOid(algorithm, identifier) !== cmpOids.passwordBasedMac) return null;
  if (parameters?.tag !== tags.sequence) throw damagedAt(identifier.end);
  const [salt, owf, count, mac] = listChildren(algorithm, parameters, 4);
  if (salt?.tag !== tags.octetString || owf === undefined || count?.tag !== tags.integer || mac === undefined) {
    throw damagedAt(parameters.content);
  }
  const iterations = integerToNumber(algorithm, count);
  if (iterations < 1 || salt.end - salt.content > maxSalt) throw damagedAt(salt.start);
  if (iterations > maxIterations) throw new AppError('limit-exceeded', { limit: 'iterations' });
  const owfHash = hashByDigestOid(oidIn(algorithm, owf));
  const macHash = macBy4211(oidIn(algorithm, mac));
  if (owfHash === null || macHash === null) {
    throw new AppError('unsupported-algorithm', { algorithm: oidIn(algorithm, owfHash === null ? owf : mac) });
  }
  return { salt: contentOf(algorithm, salt), owf: owfHash, iterations, mac: macHash };
}

/** RFC 4211 has its own OID for HMAC-SHA-1. */
function macBy4211(oid: string): PbeHash | null {
  return hashByHmacOid(oid === '1.3.6.1.5.5.8.1.2' ? '1.2.840.113549.2.7' : oid);
}

function oidIn(bytes: Uint8Array, algorithm: DerElement): string {
  const [identifier] = listChildren(bytes, algorithm, 2);
  if (identifier === undefined) throw damagedAt(algorithm.start);
  return readOid(bytes, identifier);
}
