// SPDX-License-Identifier: Apache-2.0
import { contextTag, type DerElement, listChildren, readElement, readWhole, tags } from '../der/der-reader.ts';
import { integerToNumber, readOid } from '../der/der-values.ts';
import { bitString, nullValue, oid, sequence } from '../der/der-writer.ts';

export const rsaEncryption = '1.2.840.113549.1.1.1';
export const rsassaPssOid = '1.2.840.113549.1.1.10';
const mgf1Oid = '1.2.840.113549.1.1.8';

/** RFC 8017 A.2.4. WebCrypto lacks MD2, MD5 and SHA-224. */
const pkcs1Hashes: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.5', 'SHA-1'],
  ['1.3.14.3.2.29', 'SHA-1'],
  ['1.2.840.113549.1.1.11', 'SHA-256'],
  ['1.2.840.113549.1.1.12', 'SHA-384'],
  ['1.2.840.113549.1.1.13', 'SHA-512'],
]);

const hashNames: ReadonlyMap<string, string> = new Map([
  ['1.3.14.3.2.26', 'SHA-1'],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);

type RsaScheme =
  | { readonly name: 'RSASSA-PKCS1-v1_5'; readonly hash: string }
  | { readonly name: 'RSA-PSS'; readonly hash: string; readonly saltLength: number };

/**
 * Returns null for non-RSA or unsupported algorithms.
 * @throws `damaged`, `limit-exceeded`
 */
export function rsaScheme(algorithmOid: string, parameters: Uint8Array | null): RsaScheme | null {
  if (algorithmOid === rsassaPssOid) return pssScheme(parameters);
  const hash = pkcs1Hashes.get(algorithmOid);
  return hash === undefined ? null : { name: 'RSASSA-PKCS1-v1_5', hash };
}

/**
 * A PSS key restricts scheme, hash and salt length (RFC 4055 §3.3). Returns null for unsupported key parameters.
 * @throws `damaged`, `limit-exceeded`
 */
export function keyAllows(scheme: RsaScheme, keyOid: string, keyParameters: Uint8Array | null): boolean | null {
  if (keyOid !== rsassaPssOid) return true;
  if (scheme.name !== 'RSA-PSS') return false;
  if (keyParameters === null) return true;
  const limits = pssScheme(keyParameters);
  if (limits?.name !== 'RSA-PSS') return null;
  return scheme.hash === limits.hash && scheme.saltLength >= limits.saltLength;
}

/**
 * @param key RSAPublicKey (RFC 8017 A.1.1)
 * @throws WebCrypto's error for a rejected key
 */
export async function verifyRsa(
  scheme: RsaScheme,
  { signature, signed, key }: { signature: Uint8Array; signed: Uint8Array; key: Uint8Array },
): Promise<boolean> {
  // Some runtimes reject keys with RSASSA-PSS's OID (RFC 4055 §1.2), so use rsaEncryption.
  const spki = sequence(sequence(oid(rsaEncryption), nullValue()), bitString(key));
  const { subtle } = globalThis.crypto;
  const imported = await subtle.importKey('spki', own(spki), { name: scheme.name, hash: scheme.hash }, false, [
    'verify',
  ]);
  return subtle.verify(scheme, imported, own(signature), own(signed));
}

/** RFC 4055 §3.1. Returns null if unsupported. WebCrypto supports only one hash for message and mask. */
function pssScheme(parameters: Uint8Array | null): RsaScheme | null {
  const fields = parameters === null ? [] : listChildren(parameters, readWhole(parameters, tags.sequence));
  const bytes = parameters ?? new Uint8Array();
  const field = (number: number): DerElement | null => {
    const wrapper = fields.find(({ tag }) => tag === contextTag(number));
    return wrapper ? readElement(bytes, wrapper.content, wrapper.end) : null;
  };
  const hashOf = (algorithm: DerElement | null) =>
    algorithm === null ? 'SHA-1' : hashNames.get(readOid(bytes, readElement(bytes, algorithm.content, algorithm.end)));
  const hash = hashOf(field(0));
  const mask = field(1);
  if (hash === undefined || maskHash(bytes, mask, hashOf) !== hash) return null;
  // RFC 4055 §3.1 defines only trailer 1 (0xBC).
  const trailer = field(3);
  if (trailer !== null && integerToNumber(bytes, trailer) !== 1) return null;
  const salt = field(2);
  return { name: 'RSA-PSS', hash, saltLength: salt === null ? 20 : integerToNumber(bytes, salt) };
}

function maskHash(
  bytes: Uint8Array,
  mask: DerElement | null,
  hashOf: (algorithm: DerElement | null) => string | undefined,
): string | undefined {
  if (mask === null) return 'SHA-1';
  const [identifier, algorithm] = listChildren(bytes, mask);
  if (!identifier || readOid(bytes, identifier) !== mgf1Oid) return undefined;
  return hashOf(algorithm ?? null);
}

function own(octets: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(octets);
}
