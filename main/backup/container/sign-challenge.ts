// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';

/** Says what the signature is for, so that it can never pass for one under a document or a handshake. */
const purpose = 'CertSteward: proof that this key can sign\n';

/**
 * By Node's own crypto and not WebCrypto: a thousand keys are read here, each used once, and it takes them as they lie.
 * BoringSSL lacks some curves; those are `unknown`.
 */
export function signChallenge(pkcs8: Uint8Array): 'valid' | 'invalid' | 'unknown' {
  try {
    const key = keyOf(pkcs8);
    return signsFor(key, createPublicKey(key)) ? 'valid' : 'invalid';
  } catch {
    return 'unknown';
  }
}

/**
 * Whether the key signs for the public key of this name (SHA-256 of its SubjectPublicKeyInfo, lower-case hex) as the
 * runtime writes it. The name alone would prove nothing: a key file may have anybody's public half beside its private one.
 */
export function provesName(pkcs8: Uint8Array, spkiSha256: string): boolean {
  try {
    const key = keyOf(pkcs8);
    const publicKey = createPublicKey(key);
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    return createHash('sha256').update(spki).digest('hex') === spkiSha256 && signsFor(key, publicKey);
  } catch {
    return false;
  }
}

function keyOf(pkcs8: Uint8Array): KeyObject {
  const { buffer, byteOffset, byteLength } = pkcs8;
  return createPrivateKey({ key: Buffer.from(buffer, byteOffset, byteLength), format: 'der', type: 'pkcs8' });
}

function signsFor(key: KeyObject, publicKey: KeyObject): boolean {
  const challenge = Buffer.concat([Buffer.from(purpose), randomBytes(32)]);
  const digest = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ec' ? 'sha256' : null;
  return verify(digest, challenge, publicKey, sign(digest, challenge, key));
}
