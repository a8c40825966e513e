// SPDX-License-Identifier: Apache-2.0
import { sign, type KeyObject } from 'node:crypto';
import { keyUnsupported, runtimePrivateKey } from '../../../formats/keys/runtime-key.ts';
import { nullValue, oid, sequence } from '../../../x509/der/der-writer.ts';

export interface Signature {
  /** AlgorithmIdentifier, DER. */
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
}

interface Scheme {
  readonly algorithm: Uint8Array;
  /** Null: built into the scheme. */
  readonly digest: string | null;
}

/** The curve determines the hash (RFC 5480 §4). */
const curveSchemes: Readonly<Record<string, Scheme>> = {
  prime256v1: { algorithm: sequence(oid('1.2.840.10045.4.3.2')), digest: 'sha256' },
  secp384r1: { algorithm: sequence(oid('1.2.840.10045.4.3.3')), digest: 'sha384' },
  secp521r1: { algorithm: sequence(oid('1.2.840.10045.4.3.4')), digest: 'sha512' },
};
const rsa: Scheme = { algorithm: sequence(oid('1.2.840.113549.1.1.11'), nullValue()), digest: 'sha256' };
const ed25519: Scheme = { algorithm: sequence(oid('1.3.101.112')), digest: null };

/** Errors: `key-unsupported`. */
export function signatureAlgorithm(pkcs8: Uint8Array): Uint8Array {
  return schemeFor(pkcs8).algorithm;
}

/** PKCS#8, DER. Errors: `key-unsupported`. */
export function signWith(pkcs8: Uint8Array, data: Uint8Array): Signature {
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
