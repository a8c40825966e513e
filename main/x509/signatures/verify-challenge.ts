// SPDX-License-Identifier: Apache-2.0
import { readCertificateLayout } from '../certificate/certificate-layout.ts';
import { sm2CurveOid } from '../certificate/public-key-algorithm.ts';
import { encodingOf } from '../der/der-reader.ts';
import { sequence, unsignedInteger } from '../der/der-writer.ts';
import type { SignatureVerdict } from '../../../shared/schemas/certificates/certificate.ts';
import { readPublicKeyParts } from './signed-structure.ts';
import { verifySm2 } from './verify-elliptic.ts';

/** Signatures are PKCS#1 v1.5, r||s (IEEE P1363) for ECDSA and SM2, or Ed25519 (RFC 8032). */
export type ChallengeAlgorithm = 'rsa-pkcs1-sha256' | 'ecdsa-sha256' | 'ecdsa-sha384' | 'ed25519' | 'sm2-sm3';

const curves: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

/** Returns `unknown` for unsupported keys. `certificate` is DER. Errors: `damaged`. */
export async function verifyChallenge(
  certificate: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  algorithm: ChallengeAlgorithm,
): Promise<SignatureVerdict> {
  const spki = encodingOf(certificate, readCertificateLayout(certificate).spki);
  return verifyWithKey(spki, message, signature, algorithm);
}

/** Returns `unknown` for unsupported keys. `spki` is DER. Errors: `damaged`. */
export async function verifyWithKey(
  spki: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
  algorithm: ChallengeAlgorithm,
): Promise<SignatureVerdict> {
  const { curveOid, key } = readPublicKeyParts(spki);
  if (algorithm === 'sm2-sm3') return curveOid === sm2CurveOid ? sm2Verdict(key, message, signature) : 'unknown';
  const ways = waysOf(algorithm, curves[curveOid ?? '']);
  if (ways === null) return 'unknown';
  try {
    const imported = await crypto.subtle.importKey('spki', copy(spki), ways.key, false, ['verify']);
    return (await crypto.subtle.verify(ways.how, imported, copy(signature), copy(message))) ? 'valid' : 'invalid';
  } catch {
    return 'unknown';
  }
}

function sm2Verdict(key: Uint8Array, signed: Uint8Array, signature: Uint8Array): SignatureVerdict {
  try {
    return verifySm2({ signature: ecdsaSignatureValue(signature), signed, key }) ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}

export function ecdsaSignatureValue(signature: Uint8Array): Uint8Array {
  const half = signature.length / 2;
  return sequence(unsignedInteger(signature.subarray(0, half)), unsignedInteger(signature.subarray(half)));
}

function waysOf(algorithm: Exclude<ChallengeAlgorithm, 'sm2-sm3'>, curve: string | undefined) {
  switch (algorithm) {
    case 'rsa-pkcs1-sha256':
      return { key: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, how: 'RSASSA-PKCS1-v1_5' };
    case 'ed25519':
      return { key: { name: 'Ed25519' }, how: 'Ed25519' };
    default: {
      const hash = algorithm === 'ecdsa-sha384' ? 'SHA-384' : 'SHA-256';
      return curve === undefined ? null : { key: { name: 'ECDSA', namedCurve: curve }, how: { name: 'ECDSA', hash } };
    }
  }
}

/** WebCrypto rejects views of shared buffers. */
function copy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
