// SPDX-License-Identifier: Apache-2.0
import { integer, nullValue, octetString, oid, sequence } from '../../x509/der/der-writer.ts';
import { encryptCbc, encryptSm4Cbc } from './primitives/ciphers.ts';
import { sha1Hash, sha256Hash } from './primitives/hashes.ts';
import { pbkdf2 } from './primitives/pbkdf2.ts';
import { pkcs12Kdf, pkcs12Purpose } from './primitives/pkcs12-kdf.ts';

export interface PbeEncrypted {
  readonly algorithm: Uint8Array;
  readonly ciphertext: Uint8Array;
}

const pbes2Ciphers = {
  'aes-256-cbc': {
    oid: '2.16.840.1.101.3.4.1.42',
    keyLength: 32,
    encrypt: (key: Uint8Array, iv: Uint8Array, plain: Uint8Array) => encryptCbc('aes-256-cbc', key, iv, plain),
  },
  'sm4-cbc': { oid: '1.2.156.10197.1.104.2', keyLength: 16, encrypt: encryptSm4Cbc },
} as const;

/**
 * PBES2 (RFC 8018 §6.2) with PBKDF2-HMAC-SHA-256.
 * @param password bytes, usually UTF-8
 * @param parameters `salt`: at least 8 random bytes, `iv`: 16
 */
export function encryptPbes2(
  plain: Uint8Array,
  password: Uint8Array,
  parameters: { salt: Uint8Array; iv: Uint8Array; iterations: number; cipher: keyof typeof pbes2Ciphers },
): PbeEncrypted {
  const { salt, iv, iterations } = parameters;
  const { oid: cipherOid, keyLength, encrypt } = pbes2Ciphers[parameters.cipher];
  const key = pbkdf2(sha256Hash, password, salt, iterations, keyLength);
  const prf = sequence(oid('1.2.840.113549.2.9'), nullValue());
  const derivation = sequence(
    oid('1.2.840.113549.1.5.12'),
    sequence(octetString(salt), integer(iterations), integer(keyLength), prf),
  );
  const cipher = sequence(oid(cipherOid), octetString(iv));
  const ciphertext = encrypt(key, iv, plain);
  key.fill(0);
  return { algorithm: sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, cipher)), ciphertext };
}

/**
 * pbeWithSHAAnd3-KeyTripleDES-CBC (RFC 7292 App. C), for old systems.
 * @param password from `bmpPassword`
 */
export function encryptPkcs12TripleDes(
  plain: Uint8Array,
  password: Uint8Array,
  parameters: { salt: Uint8Array; iterations: number },
): PbeEncrypted {
  const { salt, iterations } = parameters;
  const key = pkcs12Kdf(sha1Hash, password, salt, iterations, pkcs12Purpose.key, 24);
  const iv = pkcs12Kdf(sha1Hash, password, salt, iterations, pkcs12Purpose.iv, 8);
  const ciphertext = encryptCbc('des-ede3-cbc', key, iv, plain);
  key.fill(0);
  return {
    algorithm: sequence(oid('1.2.840.113549.1.12.1.3'), sequence(octetString(salt), integer(iterations))),
    ciphertext,
  };
}
