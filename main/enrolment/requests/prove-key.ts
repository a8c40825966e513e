// SPDX-License-Identifier: Apache-2.0
import { randomBytes, sign, verify } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';
import { keyUnsupported, runtimePrivateKey, runtimePublicKey } from '../../formats/keys/runtime-key.ts';

/** Says what the signature is for, so that it can never pass for one under something else. */
const purpose = 'CertSteward: proof that the key of a renewal can sign\n';

/** Signed with by every runtime, so that a refusal is about the numbers of a key. */
const everywhere: ReadonlySet<string | undefined> = new Set(['rsa', 'ec', 'ed25519']);

/**
 * Whether a private key (PKCS#8, DER) signs for a public one (SubjectPublicKeyInfo, DER). Errors: `verification-failed`,
 * `key-unsupported`.
 */
export function proveKey(pkcs8: Uint8Array, spki: Uint8Array): void {
  const publicKey = runtimePublicKey(spki);
  let signs: boolean;
  try {
    const key = runtimePrivateKey(pkcs8);
    const digest = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ec' ? 'sha256' : null;
    const challenge = Buffer.concat([Buffer.from(purpose), randomBytes(32)]);
    signs = verify(digest, challenge, publicKey, sign(digest, challenge, key));
  } catch (error) {
    // BoringSSL refuses a key with another one's public half, where OpenSSL makes signatures that do not hold.
    if (!everywhere.has(publicKey.asymmetricKeyType)) throw keyUnsupported(spki, error);
    signs = false;
  }
  if (!signs) throw new AppError('verification-failed', { what: 'private-key' });
}
