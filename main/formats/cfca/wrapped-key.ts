// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { contentOf, damagedAt, type DerElement, listChildren, readElement, tags } from '../../x509/der/der-reader.ts';
import { readOid } from '../../x509/der/der-values.ts';
import { readSm2Cipher, sm2CiphertextOf, type Sm2Ciphertext } from '../keys/sm2-decryption.ts';
import { pkcs8OfSm2, scalarLength, sm2PublicPoint } from '../keys/sm2-private-key.ts';
import { algorithmName } from '../pbe/algorithm-names.ts';
import { decryptSm4Ecb, sm4Cbc } from '../pbe/primitives/ciphers.ts';

export interface WrappedKey {
  readonly ciphertexts: readonly Sm2Ciphertext[];
  /**
   * Returns DER PKCS#8, or null if `plain` contains no key. The caller zeroes `plain` and the result.
   * @throws `damaged` if altered
   */
  readonly unwrap: (plain: Uint8Array) => Uint8Array | null;
  /** Null if SKF cannot import this form. */
  readonly pair: WrappedPair | null;
}

/** A CA's encrypted key pair. A token that holds the signing key can unwrap the pair (GM/T 0016). */
export interface WrappedPair {
  readonly point: Uint8Array;
  /** Encrypted with SM4-ECB: the scalar in 32 bytes, or in 64 with leading zeros. */
  readonly scalar: Uint8Array;
  /** The SM4 key, encrypted for the signing key. */
  readonly key: Sm2Ciphertext;
}

/**
 * Reads CFCA's form or that of GB/T 35276.
 * @param bytes DER
 * @throws `damaged` (`offset`), `unsupported-algorithm`, `limit-exceeded`
 */
export function readWrappedKey(bytes: Uint8Array): WrappedKey {
  const [first] = listChildren(bytes, readElement(bytes));
  return first?.tag === tags.integer ? readCfcaReply(bytes) : readSm2EnvelopedKey(bytes);
}

function readCfcaReply(bytes: Uint8Array): WrappedKey {
  const [, octets] = listChildren(bytes, readElement(bytes));
  if (octets?.tag !== tags.octetString) throw damagedAt(0);
  return { ciphertexts: [sm2CiphertextOf(contentOf(bytes, octets))], unwrap: keyOfTriple, pair: null };
}

export function keyOfTriple(plain: Uint8Array): Uint8Array {
  const pointLength = 2 * scalarLength;
  if (plain.length !== pointLength + scalarLength) throw new AppError('damaged');
  return keyFor([plain.subarray(pointLength)], plain.subarray(0, pointLength));
}

function readSm2EnvelopedKey(bytes: Uint8Array): WrappedKey {
  const [algorithm, cipher, publicKey, encrypted] = listChildren(bytes, readElement(bytes));
  if (!algorithm || !cipher || publicKey?.tag !== tags.bitString || encrypted?.tag !== tags.bitString) {
    throw damagedAt(0);
  }
  const decrypt = contentCipher(bytes, algorithm);
  const point = contentOf(bytes, publicKey).subarray(1);
  const ciphertext = contentOf(bytes, encrypted).subarray(1);
  if (ciphertext.length === 0 || ciphertext.length % block !== 0 || ciphertext.length > maxScalarBlocks * block) {
    throw damagedAt(encrypted.start);
  }
  const sessionKey = readSm2Cipher(bytes, cipher);
  return {
    ciphertexts: [sessionKey],
    pair: decrypt === decryptSm4Ecb ? wrappedPair(point, ciphertext, sessionKey) : null,
    unwrap(key) {
      if (key.length !== block) throw new AppError('damaged');
      const plain = decrypt(key, ciphertext);
      try {
        return keyFor(scalarsIn(plain), point);
      } finally {
        plain.fill(0);
      }
    },
  };
}

/**
 * Drops the padding, which ECB encrypts in a separate block. Copies the bytes, because the file's memory is released.
 */
function wrappedPair(point: Uint8Array, ciphertext: Uint8Array, key: Sm2Ciphertext): WrappedPair | null {
  const isWhole = point.length >= 2 * scalarLength && ciphertext.length >= scalarLength;
  if (!isWhole || key.content.length !== block) return null;
  const length = ciphertext.length < 2 * scalarLength ? scalarLength : 2 * scalarLength;
  return {
    point: Uint8Array.from(pointIn(point).subarray(1)),
    scalar: Uint8Array.from(ciphertext.subarray(0, length)),
    key: {
      point: Uint8Array.from(key.point),
      hash: Uint8Array.from(key.hash),
      content: Uint8Array.from(key.content),
    },
  };
}

const block = 16;
/** SKF's 64 bytes plus padding. */
const maxScalarBlocks = 5;

/** The standard specifies no padding. Files have none, PKCS#7, or leading zeros as in SKF. */
function scalarsIn(plain: Uint8Array): Uint8Array[] {
  const ends = [scalarLength, plain.length, plain.length - (plain.at(-1) ?? 0)];
  return ends.flatMap((end) =>
    end >= scalarLength && end <= plain.length ? [plain.slice(end - scalarLength, end)] : [],
  );
}

function keyFor(scalars: readonly Uint8Array[], point: Uint8Array): Uint8Array {
  const expected = pointIn(point);
  for (const scalar of scalars) {
    const own = sm2PublicPoint(scalar);
    if (own !== null && Buffer.compare(own, expected) === 0) return pkcs8OfSm2(scalar, own);
  }
  throw new AppError('damaged');
}

/**
 * Returns an uncompressed point. `point` is X and Y, each 32 bytes or zero-padded to 64 (SKF), with or without a
 * leading 04.
 * @throws `damaged`
 */
function pointIn(point: Uint8Array): Uint8Array {
  const bare = point.length % 2 === 1 && point[0] === 4 ? point.subarray(1) : point;
  const half = bare.length / 2;
  if (half < scalarLength) throw new AppError('damaged');
  const [x, y] = [bare.subarray(half - scalarLength, half), bare.subarray(2 * half - scalarLength)];
  return Buffer.concat([Buffer.from([4]), x, y]);
}

/**
 * Returns a decryptor for 16-byte keys.
 * @throws `damaged`, `unsupported-algorithm`, `limit-exceeded`
 */
export function contentCipher(
  bytes: Uint8Array,
  algorithm: DerElement,
): (key: Uint8Array, ciphertext: Uint8Array) => Uint8Array {
  const [type, parameters] = listChildren(bytes, algorithm);
  if (type?.tag !== tags.oid) throw damagedAt(algorithm.content);
  const oid = readOid(bytes, type);
  if (parameters?.tag === tags.octetString && (oid === sm4 || oid === sm4CbcOid)) {
    const iv = contentOf(bytes, parameters);
    if (iv.length !== block) throw damagedAt(parameters.start);
    return (key, ciphertext) => sm4Cbc.decrypt(key, iv, ciphertext);
  }
  if (oid === sm4 || oid === sm4EcbOid) return decryptSm4Ecb;
  throw new AppError('unsupported-algorithm', { algorithm: algorithmName(oid) });
}

const sm4 = '1.2.156.10197.1.104';
const sm4EcbOid = '1.2.156.10197.1.104.1';
const sm4CbcOid = '1.2.156.10197.1.104.2';
