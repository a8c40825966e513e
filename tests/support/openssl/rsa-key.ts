// SPDX-License-Identifier: Apache-2.0
import { constants, generateKeyPairSync, privateDecrypt, type KeyObject } from 'node:crypto';
import { decodeOaep, isOutOfRange } from '../../../main/tokens/child/keys/rsa-oaep.ts';
import { sshRsaLabel, type UseTokenKey } from '../../../main/vault/age/age-ssh-rsa.ts';

export interface RsaKey {
  readonly privateKey: KeyObject;
  /** SubjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
}

export function newRsaKey(modulusLength = 2048): RsaKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return { privateKey, spki: new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })) };
}

/** Performs only the RSA operation, like CKM_RSA_X_509. */
export function rawDecrypt(key: KeyObject, ciphertext: Uint8Array): Buffer {
  return privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, ciphertext);
}

/** Unwraps like a token with this key. */
export function unwrapWith({ privateKey }: RsaKey): UseTokenKey {
  const modulus = Buffer.from(privateKey.export({ format: 'jwk' }).n ?? '', 'base64url');
  return async (body) =>
    isOutOfRange(body, modulus) ? null : decodeOaep(rawDecrypt(privateKey, body), Buffer.from(sshRsaLabel));
}
