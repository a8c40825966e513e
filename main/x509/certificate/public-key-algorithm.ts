// SPDX-License-Identifier: Apache-2.0
import { expectElement, readElement, tags, type DerElement } from '../der/der-reader.ts';
import { readOid } from '../der/der-values.ts';
import { bitString, oid, sequence } from '../der/der-writer.ts';

const rsaEncryption = '1.2.840.113549.1.1.1';
const ecPublicKey = '1.2.840.10045.2.1';

export const sm2CurveOid = '1.2.156.10197.1.301';
export const sm2WithSm3Oid = '1.2.156.10197.1.501';

const namesByOid: Readonly<Record<string, string>> = {
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
};

const namesByCurve: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'ec-p256',
  '1.3.132.0.34': 'ec-p384',
  '1.3.132.0.35': 'ec-p521',
  '1.3.132.0.10': 'ec-secp256k1',
  [sm2CurveOid]: 'sm2',
};

/**
 * Returns `rsa-<bits>`, `ec-p256`, `ed25519`, `sm2`, … or an OID.
 * @throws `damaged`
 */
export function publicKeyAlgorithm(bytes: Uint8Array, spki: DerElement): string {
  const algorithm = expectElement(bytes, tags.sequence, spki.content, spki.end);
  const type = readElement(bytes, algorithm.content, algorithm.end);
  const oid = readOid(bytes, type);
  if (oid === rsaEncryption) {
    const bits = rsaBits(bytes, algorithm.end, spki.end);
    return bits === null ? oid : `rsa-${bits}`;
  }
  if (oid !== ecPublicKey) return namesByOid[oid] ?? oid;
  if (type.end >= algorithm.end) return oid;
  const parameters = readElement(bytes, type.end, algorithm.end);
  if (parameters.tag !== tags.oid) return oid;
  const curve = readOid(bytes, parameters);
  return namesByCurve[curve] ?? curve;
}

/** The BIT STRING starts at `offset`. Returns null if its content isn't an RSAPublicKey (RFC 8017 A.1.1). */
export function rsaBits(bytes: Uint8Array, offset: number, limit: number): number | null {
  try {
    const key = expectElement(bytes, tags.bitString, offset, limit);
    const body = expectElement(bytes, tags.sequence, key.content + 1, key.end);
    const { content, end } = expectElement(bytes, tags.integer, body.content, body.end);
    let first = content;
    while (first < end && bytes[first] === 0) first++;
    return first === end ? 0 : (end - first) * 8 - (Math.clz32(bytes[first] as number) - 24);
  } catch {
    return null;
  }
}

/** Returns a DER SubjectPublicKeyInfo (RFC 5480). `point` is uncompressed. */
export function spkiOfSm2(point: Uint8Array): Uint8Array {
  return sequence(sequence(oid(ecPublicKey), oid(sm2CurveOid)), bitString(point));
}
