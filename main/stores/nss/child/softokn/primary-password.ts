// SPDX-License-Identifier: Apache-2.0
import { createDecipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { expectElement, readElement, readWhole, tags } from '../../../../x509/der/der-reader.ts';
import { integerToNumber, readOid } from '../../../../x509/der/der-values.ts';
import { keyFile } from '../file-names.ts';
import { readTable } from '../read-objects.ts';

const checkText = 'password-check';

/** NSS uses 10,000 rounds. Billions would block this process. */
const maxRounds = 1_000_000;

const pbes2 = '1.2.840.113549.1.5.13';

/**
 * Tries the empty password. Returns false if nothing is stored, and true for unknown schemes.
 * @throws `store-locked`, `store-read-only`, `store-damaged`
 */
export function hasPrimaryPassword(folder: string): boolean {
  const [row] = readTable(folder, keyFile, (database) =>
    database.prepare("SELECT item1 AS salt, item2 AS value FROM metaData WHERE id = 'password'").all(),
  );
  if (!(row?.['salt'] instanceof Uint8Array) || !(row['value'] instanceof Uint8Array)) return false;
  try {
    const text = decryptWithEmptyPassword(row['salt'], row['value']);
    return !text.toString('latin1').startsWith(checkText);
  } catch {
    return true;
  }
}

/** Decrypts NSS's EncryptedData (sftkpwd.c), which uses PBES2 or the older 3DES. */
function decryptWithEmptyPassword(globalSalt: Uint8Array, der: Uint8Array): Buffer {
  const whole = readWhole(der, tags.sequence);
  const algorithm = expectElement(der, tags.sequence, whole.content, whole.end);
  const cipherText = expectElement(der, tags.octetString, algorithm.end, whole.end);
  const name = expectElement(der, tags.oid, algorithm.content, algorithm.end);
  const parameters = expectElement(der, tags.sequence, name.end, algorithm.end);
  // NSS hashes the salt and the password, which is empty here.
  const password = createHash('sha1').update(globalSalt).digest();
  const range = { from: parameters.content, to: parameters.end };
  const { cipher, key, iv } =
    readOid(der, name) === pbes2 ? aesKey(der, range, password) : tripleDesKey(der, range, password);
  const decipher = createDecipheriv(cipher, key, iv);
  return Buffer.concat([decipher.update(der.subarray(cipherText.content, cipherText.end)), decipher.final()]);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

interface CipherKey {
  readonly cipher: string;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
}

/** PBKDF2 with HMAC-SHA-256 and AES-256-CBC, used since NSS 3.49. */
function aesKey(der: Uint8Array, { from, to }: Range, password: Uint8Array): CipherKey {
  const derivation = expectElement(der, tags.sequence, from, to);
  const scheme = expectElement(der, tags.sequence, derivation.end, to);
  const derivationName = expectElement(der, tags.oid, derivation.content, derivation.end);
  const inner = expectElement(der, tags.sequence, derivationName.end, derivation.end);
  const salt = expectElement(der, tags.octetString, inner.content, inner.end);
  const rounds = expectElement(der, tags.integer, salt.end, inner.end);
  const count = integerToNumber(der, rounds);
  if (!(count <= maxRounds)) throw new RangeError('rounds');
  const schemeName = expectElement(der, tags.oid, scheme.content, scheme.end);
  const iv = readElement(der, schemeName.end, scheme.end);
  return {
    cipher: 'aes-256-cbc',
    key: pbkdf2Sync(password, der.subarray(salt.content, salt.end), count, 32, 'sha256'),
    // NSS's IV is a 14-byte OCTET STRING plus its header.
    iv: der.subarray(iv.end - 16, iv.end),
  };
}

/** NSS's own derivation (lowpbe.c, nsspkcs5_PFXPBE). */
function tripleDesKey(der: Uint8Array, { from, to }: Range, password: Uint8Array): CipherKey {
  const element = expectElement(der, tags.octetString, from, to);
  const salt = der.subarray(element.content, element.end);
  const padded = Buffer.alloc(Math.max(20, salt.length));
  padded.set(salt);
  const secret = createHash('sha1').update(password).update(salt).digest();
  const mac = (...parts: readonly Uint8Array[]): Buffer =>
    parts.reduce((hmac, part) => hmac.update(part), createHmac('sha1', secret)).digest();
  const octets = Buffer.concat([mac(padded, salt), mac(mac(padded), salt)]);
  return { cipher: 'des-ede3-cbc', key: octets.subarray(0, 24), iv: octets.subarray(32, 40) };
}
