// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { contentOf, damagedAt, type DerElement, listChildren, tags } from '../../x509/der/der-reader.ts';
import { integerToNumber, readOid } from '../../x509/der/der-values.ts';
import { algorithmName } from './algorithm-names.ts';
import { aesCbc, desCbc, type PbeCipher, rc2Cbc, sm4Cbc } from './primitives/ciphers.ts';
import { readDerivation } from './key-derivation.ts';
import type { PbeScheme } from './pbe-scheme.ts';

const ciphersWithIv: ReadonlyMap<string, PbeCipher> = new Map([
  ['2.16.840.1.101.3.4.1.2', aesCbc(16)],
  ['2.16.840.1.101.3.4.1.22', aesCbc(24)],
  ['2.16.840.1.101.3.4.1.42', aesCbc(32)],
  ['1.2.840.113549.3.7', desCbc(24)],
  ['1.3.14.3.2.7', desCbc(8)],
  ['1.2.156.10197.1.104.2', sm4Cbc],
]);
const rc2Oid = '1.2.840.113549.3.2';
const rc2Versions: ReadonlyMap<number, number> = new Map([
  [160, 40],
  [120, 64],
  [58, 128],
]);

/**
 * RFC 8018 App. A.4.
 * @throws `unsupported-algorithm`, `damaged`, `limit-exceeded`
 */
export function readPbes2(bytes: Uint8Array, parameters: DerElement): PbeScheme {
  const [kdf, encryption] = listChildren(bytes, parameters);
  if (kdf?.tag !== tags.sequence || encryption?.tag !== tags.sequence) throw damagedAt(parameters.start);
  // Read the cipher first, so errors name it.
  const { cipher, iv } = readCipher(bytes, encryption);
  const derivation = readDerivation(bytes, kdf);
  const used = fitKeyLength(cipher, derivation.keyLength);
  if (!used) throw damagedAt(kdf.start);
  return {
    name: `PBES2 ${derivation.name} ${used.name}`,
    passwordForm: 'octets',
    work: derivation.workOf(used.keyLength),
    blockLength: used.blockLength,
    decrypt(password, data) {
      const key = derivation.derive(password, used.keyLength);
      const plain = used.decrypt(key, iv, data);
      key.fill(0);
      return plain;
    },
  };
}

/**
 * Returns null if the lengths conflict. RC2 takes any size (RFC 8018 App. B.2.3), and old NSS versions labelled longer
 * AES keys as AES-128.
 */
function fitKeyLength(cipher: PbeCipher, stated: number | null): PbeCipher | null {
  if (stated === null || stated === cipher.keyLength) return cipher;
  if (cipher.name.startsWith('RC2')) return { ...cipher, keyLength: stated };
  const isAes = cipher.name.startsWith('AES');
  return isAes && (stated === 16 || stated === 24 || stated === 32) ? aesCbc(stated) : null;
}

function readCipher(bytes: Uint8Array, algorithm: DerElement): { cipher: PbeCipher; iv: Uint8Array } {
  const [identifier, parameters] = listChildren(bytes, algorithm);
  if (!identifier) throw damagedAt(algorithm.start);
  const oid = readOid(bytes, identifier);
  if (oid === rc2Oid && parameters) return readRc2(bytes, parameters);
  const cipher = ciphersWithIv.get(oid);
  if (!cipher) throw new AppError('unsupported-algorithm', { algorithm: algorithmName(oid) });
  return { cipher, iv: readIv(bytes, parameters, cipher, algorithm) };
}

function readRc2(bytes: Uint8Array, parameters: DerElement): { cipher: PbeCipher; iv: Uint8Array } {
  const [first, second] = listChildren(bytes, parameters);
  if (first?.tag !== tags.integer) {
    const cipher = rc2Cbc(4, 32);
    return { cipher, iv: readIv(bytes, first, cipher, parameters) };
  }
  const version = integerToNumber(bytes, first);
  const bits = rc2Versions.get(version) ?? version;
  if (bits < 1 || bits > 1024) throw damagedAt(first.start);
  const cipher = rc2Cbc(Math.ceil(bits / 8), bits);
  return { cipher, iv: readIv(bytes, second, cipher, parameters) };
}

function readIv(bytes: Uint8Array, iv: DerElement | undefined, cipher: PbeCipher, parent: DerElement): Uint8Array {
  if (iv?.tag !== tags.octetString || iv.end - iv.content !== cipher.ivLength) throw damagedAt(parent.start);
  return contentOf(bytes, iv);
}
