// SPDX-License-Identifier: Apache-2.0
import type { CaProfile } from '../../../../shared/schemas/enrolment/ca-profile.ts';
import { keyAlgorithms, type KeyAlgorithm } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import { usualAlgorithm } from '../../requests/usual-algorithm.ts';
import type { CsrAttributes } from '../../../x509/requests/read-csr-attributes.ts';

const rsaEncryption = '1.2.840.113549.1.1.1';
const ecPublicKey = '1.2.840.10045.2.1';

/** By OID of a key type, curve or signature algorithm (RFC 7030 §4.5.2). */
const kinds: Readonly<Record<string, readonly KeyAlgorithm[]>> = {
  [rsaEncryption]: ['rsa-2048', 'rsa-3072', 'rsa-4096'],
  '1.2.840.113549.1.1.11': ['rsa-2048', 'rsa-3072', 'rsa-4096'],
  [ecPublicKey]: ['ec-p256', 'ec-p384'],
  '1.2.840.10045.3.1.7': ['ec-p256'],
  '1.3.132.0.34': ['ec-p384'],
  '1.2.840.10045.4.3.2': ['ec-p256'],
  '1.2.840.10045.4.3.3': ['ec-p384'],
  '1.3.101.112': ['ed25519'],
  '1.2.156.10197.1.301': ['sm2'],
  '1.2.156.10197.1.501': ['sm2'],
};
const rsaSizes: readonly (readonly [KeyAlgorithm, number])[] = [
  ['rsa-2048', 2048],
  ['rsa-3072', 3072],
  ['rsa-4096', 4096],
];

/**
 * Returns the first of `allowed` that an attribute names with key size or curve, or else that an OID names, or else
 * `allowed[0]`. Never weaker than RSA 2048 and SHA-256, whatever the server requests.
 */
export function chooseAlgorithm(
  allowed: readonly KeyAlgorithm[],
  { oids, attributes }: CsrAttributes,
): KeyAlgorithm | undefined {
  const exact = attributes.flatMap(({ type, oids: curves, integers }) => [
    ...(type === rsaEncryption ? integers.flatMap(rsaOf) : []),
    ...(type === ecPublicKey ? curves.flatMap((curve) => kinds[curve] ?? []) : []),
  ]);
  const named = oids.flatMap((oid) => kinds[oid] ?? []);
  for (const wanted of [exact, named]) {
    const found = allowed.find((each) => wanted.includes(each));
    if (found !== undefined) return found;
  }
  return allowed[0];
}

function rsaOf(bits: number): KeyAlgorithm[] {
  const found = rsaSizes.find(([, size]) => size >= bits);
  return found === undefined ? [] : [found[0]];
}

const usualFirst: readonly KeyAlgorithm[] = ['ec-p256', ...keyAlgorithms.filter((each) => each !== 'ec-p256')];

export function algorithmFor(profile: CaProfile, attributes: CsrAttributes, renewed?: string): KeyAlgorithm {
  const usual = usualAlgorithm(profile, renewed ?? null);
  if (renewed === 'sm2' && usual === 'sm2') return usual;
  return chooseAlgorithm(profile.keyTypes ?? usualFirst, attributes) ?? usual;
}
