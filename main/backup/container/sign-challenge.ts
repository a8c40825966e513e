// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';

/** Never valid for a document or a handshake. */
const purpose = 'CertSteward: proof that this key can sign\n';

/** Not WebCrypto: these are a thousand single-use keys. BoringSSL lacks some curves: `unknown`. */
export function signChallenge(pkcs8: Uint8Array): 'valid' | 'invalid' | 'unknown' {
  try {
    const key = keyOf(pkcs8);
    return signsFor(key, createPublicKey(key)) ? 'valid' : 'invalid';
  } catch {
    return 'unknown';
  }
}

/** By signing, since a key file can carry a foreign public half. `spkiSha256`: lower-case hex. */
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
