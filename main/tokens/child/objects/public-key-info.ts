// SPDX-License-Identifier: Apache-2.0
import { contentOf, readElement, tags } from '../../../x509/der/der-reader.ts';
import { readOid } from '../../../x509/der/der-values.ts';
import { bitString, nullValue, oid, sequence, unsignedInteger } from '../../../x509/der/der-writer.ts';
import { publicKeyAlgorithm } from '../../../x509/certificate/public-key-algorithm.ts';
import { attribute, keyType } from '../module/numbers.ts';
import type { Attributes } from './read-attributes.ts';

export const ed25519Oid = '1.3.101.112';
/** CKA_EC_PARAMS contains an OID (RFC 8410, old GnuPG) or a name (PKCS#11 3.1 §6.3). */
const edwardsOids: readonly string[] = [ed25519Oid, '1.3.6.1.4.1.11591.15.1'];
const edwardsNames: readonly string[] = ['edwards25519', 'ed25519'];
const p256Field = 32;

export function publicAttributes(type: number | null): readonly number[] {
  if (type === keyType.rsa) return [attribute.modulus, attribute.publicExponent];
  if (type === keyType.ec || type === keyType.ecEdwards) return [attribute.ecParameters, attribute.ecPoint];
  return [];
}

/** DER SubjectPublicKeyInfo (RFC 3279 §2.3.1, RFC 5480 §2, RFC 8410 §4), or null if incomplete or unsupported. */
export function publicKeyInfo(type: number | null, attributes: Attributes): Uint8Array | null {
  if (type === keyType.rsa) {
    const modulus = attributes.get(attribute.modulus);
    const exponent = attributes.get(attribute.publicExponent);
    if (!modulus?.length || !exponent?.length) return null;
    const key = sequence(unsignedInteger(modulus), unsignedInteger(exponent));
    return sequence(sequence(oid('1.2.840.113549.1.1.1'), nullValue()), bitString(key));
  }
  const parameters = attributes.get(attribute.ecParameters);
  const point = attributes.get(attribute.ecPoint);
  if (!parameters?.length || !point?.length) return null;
  if (isEd25519(parameters)) return sequence(sequence(oid(ed25519Oid)), bitString(unwrapped(point, p256Field)));
  if (type !== keyType.ec) return null;
  return sequence(sequence(oid('1.2.840.10045.2.1'), parameters), bitString(unwrapped(point, null)));
}

export function algorithmOf(type: number | null, attributes: Attributes): string | null {
  const parameters = attributes.get(attribute.ecParameters);
  const info =
    publicKeyInfo(type, attributes) ??
    (parameters?.length && type !== keyType.rsa
      ? publicKeyInfo(type, new Map([...attributes, [attribute.ecPoint, Buffer.of(0)]]))
      : null);
  try {
    return info === null ? null : publicKeyAlgorithm(info, readElement(info));
  } catch {
    return null;
  }
}

function isEd25519(parameters: Uint8Array): boolean {
  try {
    const element = readElement(parameters);
    if (element.tag === tags.oid) return edwardsOids.includes(readOid(parameters, element));
    const name = Buffer.from(contentOf(parameters, element)).toString('latin1').toLowerCase();
    return element.tag === tags.printableString && edwardsNames.includes(name);
  } catch {
    return false;
  }
}

/**
 * Takes a DER OCTET STRING (PKCS#11 2.40 §2.3.3), a BIT STRING, or a bare point (older modules).
 * @param bare length of a bare point, if the curve fixes it
 */
function unwrapped(point: Uint8Array, bare: number | null): Uint8Array {
  if (point.length === bare) return point;
  try {
    const element = readElement(point);
    if (element.end !== point.length) return point;
    if (element.tag === tags.octetString) return contentOf(point, element);
    if (element.tag === tags.bitString) return contentOf(point, element).subarray(1);
  } catch {
    // The point is bare.
  }
  return point;
}
