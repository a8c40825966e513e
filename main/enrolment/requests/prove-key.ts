// SPDX-License-Identifier: Apache-2.0
import { randomBytes, sign, verify } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';
import { keyUnsupported, runtimePrivateKey, runtimePublicKey } from '../../formats/keys/runtime-key.ts';

/** Domain separation: the signature is valid for nothing else. */
const purpose = 'CertSteward: proof that the key of a renewal can sign\n';

/** Supported by every runtime, so a failure means a bad key. */
const everywhere: ReadonlySet<string | undefined> = new Set(['rsa', 'ec', 'ed25519']);

/**
 * Checks that a private key (PKCS#8, DER) matches a public one (SubjectPublicKeyInfo, DER). Errors:
 * `verification-failed`, `key-unsupported`.
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
    // For mismatched key halves BoringSSL throws, OpenSSL makes invalid signatures.
    if (!everywhere.has(publicKey.asymmetricKeyType)) throw keyUnsupported(spki, error);
    signs = false;
  }
  if (!signs) throw new AppError('verification-failed', { what: 'private-key' });
}
