// SPDX-License-Identifier: Apache-2.0
import { scrypt } from '@noble/hashes/scrypt.js';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { contentOf, damagedAt, type DerElement, listChildren, tags } from '../../x509/der/der-reader.ts';
import { integerToNumber, readOid } from '../../x509/der/der-values.ts';
import { algorithmName } from './algorithm-names.ts';
import { hashByHmacOid, type PbeHash, sha1Hash } from './primitives/hashes.ts';
import { pbkdf2 } from './primitives/pbkdf2.ts';
import { maxSaltLength } from './pbe-scheme.ts';
import { scryptWork } from './work-budget.ts';

const pbkdf2Oid = '1.2.840.113549.1.5.12';
const scryptOid = '1.3.6.1.4.1.11591.4.11';
/** Enough for RC2 (128 bytes) and PBMAC1 with SHA3-224 (block length of 144 bytes). */
const maxKeyLength = 256;

export interface KeyDerivation {
  readonly name: string;
  readonly workOf: (length: number) => number;
  /** As stated in the file. Null means the cipher decides. */
  readonly keyLength: number | null;
  readonly derive: (password: Uint8Array, length: number) => Uint8Array;
}

/**
 * PBKDF2-params (RFC 8018 App. A.2) or scrypt-params (RFC 7914 §7).
 * @throws `unsupported-algorithm`, `damaged`, `limit-exceeded`
 */
export function readDerivation(bytes: Uint8Array, algorithm: DerElement): KeyDerivation {
  const [identifier, parameters] = listChildren(bytes, algorithm);
  if (!identifier) throw damagedAt(algorithm.start);
  const oid = readOid(bytes, identifier);
  if (oid !== pbkdf2Oid && oid !== scryptOid) {
    throw new AppError('unsupported-algorithm', { algorithm: algorithmName(oid) });
  }
  if (parameters?.tag !== tags.sequence) throw damagedAt(algorithm.start);
  const fields = listChildren(bytes, parameters);
  const salt = fields[0];
  if (salt?.tag !== tags.octetString || salt.end - salt.content > maxSaltLength) throw damagedAt(parameters.start);
  const rest = fields.slice(1);
  const saltOctets = contentOf(bytes, salt);
  return oid === scryptOid
    ? readScrypt(bytes, parameters, rest, saltOctets)
    : readPbkdf2(bytes, parameters, rest, saltOctets);
}

function readPbkdf2(bytes: Uint8Array, parent: DerElement, fields: DerElement[], salt: Uint8Array): KeyDerivation {
  const integers = fields.filter(({ tag }) => tag === tags.integer).map((field) => integerToNumber(bytes, field));
  const [iterations, keyLength = null] = integers;
  if (!iterations || iterations > 0x7fff_ffff) throw damagedAt(parent.start);
  checkKeyLength(keyLength, parent);
  const prf = readPrf(
    bytes,
    fields.find(({ tag }) => tag === tags.sequence),
  );
  return {
    name: `PBKDF2-HMAC-${prf.name}`,
    workOf: (length) => iterations * prf.cost.pbkdf2 * Math.ceil(length / prf.outputLength),
    keyLength,
    derive: (password, length) => pbkdf2(prf, password, salt, iterations, length),
  };
}

function readPrf(bytes: Uint8Array, algorithm: DerElement | undefined): PbeHash {
  if (!algorithm) return sha1Hash;
  const [identifier] = listChildren(bytes, algorithm);
  if (!identifier) throw damagedAt(algorithm.start);
  const oid = readOid(bytes, identifier);
  const hash = hashByHmacOid(oid);
  if (!hash) throw new AppError('unsupported-algorithm', { algorithm: algorithmName(oid) });
  return hash;
}

function readScrypt(bytes: Uint8Array, parent: DerElement, fields: DerElement[], salt: Uint8Array): KeyDerivation {
  if (fields.some(({ tag }) => tag !== tags.integer)) throw damagedAt(parent.start);
  const [n, r, p, keyLength = null] = fields.map((field) => integerToNumber(bytes, field));
  if (n === undefined || r === undefined || p === undefined) throw damagedAt(parent.start);
  checkKeyLength(keyLength, parent);
  const work = scryptWork(n, r, p);
  return {
    name: 'scrypt',
    workOf: () => work,
    keyLength,
    derive: (password, length) => scrypt(password, salt, { N: n, r, p, dkLen: length }),
  };
}

function checkKeyLength(keyLength: number | null, parent: DerElement): void {
  if (keyLength !== null && (keyLength < 1 || keyLength > maxKeyLength)) throw damagedAt(parent.start);
}
