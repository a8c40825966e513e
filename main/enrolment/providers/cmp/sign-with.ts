// SPDX-License-Identifier: Apache-2.0
import { sign, type KeyObject } from 'node:crypto';
import type { Sm2UserId } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import { isSm2, keyUnsupported, runtimePrivateKey } from '../../../formats/keys/runtime-key.ts';
import { sm2WithSm3Oid } from '../../../x509/certificate/public-key-algorithm.ts';
import { nullValue, oid, sequence } from '../../../x509/der/der-writer.ts';

export interface Signature {
  /** DER AlgorithmIdentifier. */
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
}

interface Scheme {
  readonly algorithm: Uint8Array;
  readonly digest: string | null;
}

/** The curve determines the hash algorithm (RFC 5480 §4). */
const curveSchemes: Readonly<Record<string, Scheme>> = {
  prime256v1: { algorithm: sequence(oid('1.2.840.10045.4.3.2')), digest: 'sha256' },
  secp384r1: { algorithm: sequence(oid('1.2.840.10045.4.3.3')), digest: 'sha384' },
  secp521r1: { algorithm: sequence(oid('1.2.840.10045.4.3.4')), digest: 'sha512' },
};
const rsa: Scheme = { algorithm: sequence(oid('1.2.840.113549.1.1.11'), nullValue()), digest: 'sha256' };
const sm2WithSm3 = sequence(oid(sm2WithSm3Oid));
const ed25519: Scheme = { algorithm: sequence(oid('1.3.101.112')), digest: null };

export interface SigningKey {
  readonly pkcs8: Uint8Array;
  readonly userId: Sm2UserId | undefined;
}

/** Errors: `key-unsupported`. */
export function signatureAlgorithm({ pkcs8 }: SigningKey): Uint8Array {
  return isSm2(pkcs8) ? sm2WithSm3 : schemeFor(pkcs8).algorithm;
}

export async function signWith({ pkcs8, userId }: SigningKey, data: Uint8Array): Promise<Signature> {
  if (isSm2(pkcs8)) {
    const { signSm2 } = await import('../../../formats/keys/sm2-signature.ts');
    return { algorithm: sm2WithSm3, signature: signSm2(pkcs8, data, userId) };
  }
  const { key, algorithm, digest } = schemeFor(pkcs8);
  return { algorithm, signature: new Uint8Array(sign(digest, data, key)) };
}

function schemeFor(pkcs8: Uint8Array): Scheme & { readonly key: KeyObject } {
  const key = runtimePrivateKey(pkcs8);
  const scheme = schemeOf(key);
  if (scheme === undefined) throw keyUnsupported(pkcs8);
  return { ...scheme, key };
}

function schemeOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Scheme | undefined {
  if (asymmetricKeyType === 'rsa') return rsa;
  return asymmetricKeyType === 'ed25519' ? ed25519 : curveSchemes[asymmetricKeyDetails?.namedCurve ?? ''];
}
