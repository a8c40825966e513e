import { readCertificateLayout } from '../certificate-layout.ts';
import { encodingOf } from '../der-reader.ts';
import type { SignatureVerdict } from '../../../shared/schemas/certificate.ts';
import { readPublicKeyParts } from './signed-structure.ts';

export type ChallengeAlgorithm = 'rsa-pkcs1-sha256' | 'ecdsa-sha256';

/** By OID of the named curve (RFC 5480 §2.1.1.1). */
const curves: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

/**
 * Whether the key of `certificate` (DER) signed `message`: PKCS#1 v1.5 with SHA-256, or ECDSA with SHA-256 as r||s
 * (IEEE P1363). `unknown` where nothing here supports the key.
 */
export async function verifyChallenge(
  certificate: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  algorithm: ChallengeAlgorithm,
): Promise<SignatureVerdict> {
  const spki = encodingOf(certificate, readCertificateLayout(certificate).spki);
  const { curveOid } = readPublicKeyParts(spki);
  const curve = curves[curveOid ?? ''];
  if (algorithm === 'ecdsa-sha256' && curve === undefined) return 'unknown';
  const key =
    curve === undefined ? { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } : { name: 'ECDSA', namedCurve: curve };
  const how = curve === undefined ? 'RSASSA-PKCS1-v1_5' : { name: 'ECDSA', hash: 'SHA-256' };
  try {
    const imported = await crypto.subtle.importKey('spki', copy(spki), key, false, ['verify']);
    return (await crypto.subtle.verify(how, imported, copy(signature), copy(message))) ? 'valid' : 'invalid';
  } catch {
    return 'unknown';
  }
}

/** WebCrypto takes no view of a shared buffer; these may be views of a message. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
