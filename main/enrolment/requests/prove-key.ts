// SPDX-License-Identifier: Apache-2.0
import { randomBytes, sign, verify } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { isSm2, keyUnsupported, runtimePrivateKey, runtimePublicKey } from '../../formats/keys/runtime-key.ts';

/** Domain separation. */
const purpose = 'CertSteward: proof that the key of a renewal can sign\n';

/** All runtimes support these key types, so a failure means a bad key. */
const everywhere: ReadonlySet<string | undefined> = new Set(['rsa', 'ec', 'ed25519']);

/** Takes DER. Errors: `verification-failed`, `key-unsupported`. */
export async function proveKey(pkcs8: Uint8Array, spki: Uint8Array): Promise<void> {
  if (isSm2(spki)) {
    const { sm2KeySigns } = await import('../../formats/keys/sm2-signature.ts');
    if (!sm2KeySigns(pkcs8, spki, newChallenge())) throw new AppError('verification-failed', { what: 'private-key' });
    return;
  }
  const publicKey = runtimePublicKey(spki);
  let signs: boolean;
  try {
    const key = runtimePrivateKey(pkcs8);
    const digest = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ec' ? 'sha256' : null;
    const challenge = newChallenge();
    signs = verify(digest, challenge, publicKey, sign(digest, challenge, key));
  } catch (error) {
    // If the private and public key don't match, BoringSSL throws and OpenSSL makes a bad signature.
    if (!everywhere.has(publicKey.asymmetricKeyType)) throw keyUnsupported(spki, error);
    signs = false;
  }
  if (!signs) throw new AppError('verification-failed', { what: 'private-key' });
}

function newChallenge(): Buffer {
  return Buffer.concat([Buffer.from(purpose), randomBytes(32)]);
}
