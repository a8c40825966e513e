// SPDX-License-Identifier: Apache-2.0
import { createHash, createPrivateKey, createPublicKey, randomBytes, sign, verify, type KeyObject } from 'node:crypto';

import { publicHalf } from '../../formats/keys/public-half.ts';
import { isSm2 } from '../../formats/keys/runtime-key.ts';
import { sm2KeySigns } from '../../formats/keys/sm2-signature.ts';

/** Domain separation. */
const purpose = 'CertSteward: proof that this key can sign\n';

/** Avoids WebCrypto, which is slow for a thousand single-use keys. Returns `unknown` for keys the runtime can't use. */
export function signChallenge(pkcs8: Uint8Array): 'valid' | 'invalid' | 'unknown' {
  try {
    if (isSm2(pkcs8)) return sm2Signs(pkcs8) ? 'valid' : 'invalid';
    const key = keyOf(pkcs8);
    return signsFor(key, createPublicKey(key)) ? 'valid' : 'invalid';
  } catch {
    return 'unknown';
  }
}

/** Requires a signature, because a key file may contain another key's public half. `spkiSha256` is lower-case hex. */
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

function sm2Signs(pkcs8: Uint8Array): boolean {
  const spki = publicHalfOf(pkcs8);
  return spki !== null && sm2KeySigns(pkcs8, spki, newChallenge());
}

function publicHalfOf(pkcs8: Uint8Array): Uint8Array | null {
  try {
    return publicHalf(pkcs8);
  } catch {
    return null;
  }
}

function newChallenge(): Buffer {
  return Buffer.concat([Buffer.from(purpose), randomBytes(32)]);
}

function keyOf(pkcs8: Uint8Array): KeyObject {
  const { buffer, byteOffset, byteLength } = pkcs8;
  return createPrivateKey({ key: Buffer.from(buffer, byteOffset, byteLength), format: 'der', type: 'pkcs8' });
}

function signsFor(key: KeyObject, publicKey: KeyObject): boolean {
  const challenge = newChallenge();
  const digest = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ec' ? 'sha256' : null;
  return verify(digest, challenge, publicKey, sign(digest, challenge, key));
}
