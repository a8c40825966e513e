import { createPrivateKey, createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { AppError } from '../../../shared/domain/app-error.ts';

/** Says what the signature is for, so that it can never pass for one under something else. */
const purpose = 'CertSteward: proof that the key of a renewal can sign\n';

/**
 * Whether a private key (PKCS#8, DER) signs for a public one (SubjectPublicKeyInfo, DER). Errors: `verification-failed`.
 */
export function proveKey(pkcs8: Uint8Array, spki: Uint8Array): void {
  const { buffer, byteOffset, byteLength } = pkcs8;
  const key = createPrivateKey({ key: Buffer.from(buffer, byteOffset, byteLength), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const digest = key.asymmetricKeyType === 'rsa' || key.asymmetricKeyType === 'ec' ? 'sha256' : null;
  const challenge = Buffer.concat([Buffer.from(purpose), randomBytes(32)]);
  if (!verify(digest, challenge, publicKey, sign(digest, challenge, key))) {
    throw new AppError('verification-failed', { what: 'private-key' });
  }
}
