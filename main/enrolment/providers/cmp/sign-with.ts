import { createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { nullValue, oid, sequence } from '../../../x509/der-writer.ts';

export interface Signature {
  /** AlgorithmIdentifier, DER. */
  readonly algorithm: Uint8Array;
  readonly signature: Uint8Array;
}

interface Scheme {
  readonly algorithm: Uint8Array;
  /** Null: the scheme has its own. */
  readonly digest: string | null;
}

/** The hash of an elliptic signature goes with its curve (RFC 5480 §4). */
const curveSchemes: Readonly<Record<string, Scheme>> = {
  prime256v1: { algorithm: sequence(oid('1.2.840.10045.4.3.2')), digest: 'sha256' },
  secp384r1: { algorithm: sequence(oid('1.2.840.10045.4.3.3')), digest: 'sha384' },
  secp521r1: { algorithm: sequence(oid('1.2.840.10045.4.3.4')), digest: 'sha512' },
};
const rsa: Scheme = { algorithm: sequence(oid('1.2.840.113549.1.1.11'), nullValue()), digest: 'sha256' };
const ed25519: Scheme = { algorithm: sequence(oid('1.3.101.112')), digest: null };

/** Errors: `unsupported-algorithm`. */
export function signatureAlgorithm(pkcs8: Uint8Array): Uint8Array {
  return schemeOf(keyOf(pkcs8)).algorithm;
}

/** Signs with a private key (PKCS#8, DER). Errors: `unsupported-algorithm`. */
export function signWith(pkcs8: Uint8Array, data: Uint8Array): Signature {
  const key = keyOf(pkcs8);
  const { algorithm, digest } = schemeOf(key);
  return { algorithm, signature: new Uint8Array(sign(digest, data, key)) };
}

function keyOf({ buffer, byteOffset, byteLength }: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(buffer, byteOffset, byteLength), format: 'der', type: 'pkcs8' });
}

function schemeOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): Scheme {
  if (asymmetricKeyType === 'rsa') return rsa;
  if (asymmetricKeyType === 'ed25519') return ed25519;
  const scheme = curveSchemes[asymmetricKeyDetails?.namedCurve ?? ''];
  if (scheme === undefined) throw new AppError('unsupported-algorithm', { algorithm: asymmetricKeyType ?? '' });
  return scheme;
}
