// SPDX-License-Identifier: Apache-2.0
import { createPublicKey } from 'node:crypto';
import type { z } from 'zod';
import { keyAlgorithmSchema, type Sm2UserId } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import { keyUnsupported, runtimePrivateKey } from '../../formats/keys/runtime-key.ts';
import { writeRequest, type RequestContent } from '../../x509/requests/write-request.ts';
import { signSm2Request } from './sm2-requests.ts';

const rsa = (modulusLength: number): RsaHashedKeyGenParams => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-256',
});
/** The curve determines the hash algorithm (RFC 5480 §4). */
const elliptic = (namedCurve: string, hash: string) => ({ name: 'ECDSA', namedCurve, hash });

/** WebCrypto lacks SM2. */
const webCryptoSchema = keyAlgorithmSchema.exclude(['sm2']);
export type WebCryptoAlgorithm = z.infer<typeof webCryptoSchema>;

export const requestAlgorithms: Readonly<Record<WebCryptoAlgorithm, Algorithm>> = {
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  'ec-p256': elliptic('P-256', 'SHA-256'),
  'ec-p384': elliptic('P-384', 'SHA-384'),
  ed25519: { name: 'Ed25519' },
};

/** Returns DER PKCS#10. The caller must zero `pkcs8`. Errors: `key-unsupported`, `verification-failed`. */
export async function signRequest(
  pkcs8: Uint8Array,
  algorithm: string,
  content: RequestContent,
  userId?: Sm2UserId,
): Promise<Uint8Array> {
  if (algorithm === 'sm2') return await signSm2Request(pkcs8, content, userId);
  const known = webCryptoSchema.safeParse(algorithm);
  if (!known.success) throw keyUnsupported(pkcs8);
  const signingAlgorithm = requestAlgorithms[known.data];
  const { subtle } = globalThis.crypto;
  const spki = createPublicKey(runtimePrivateKey(pkcs8)).export({ type: 'spki', format: 'der' });
  const keys = {
    privateKey: await subtle.importKey('pkcs8', Uint8Array.from(pkcs8), signingAlgorithm, false, ['sign']),
    publicKey: await subtle.importKey('spki', Uint8Array.from(spki), signingAlgorithm, true, ['verify']),
  };
  return await writeRequest(content, { keys, signingAlgorithm, crypto: globalThis.crypto });
}
