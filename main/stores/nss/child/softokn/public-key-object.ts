// SPDX-License-Identifier: Apache-2.0
import { expectElement, readWhole, encodingOf, tags } from '../../../../x509/der/der-reader.ts';
import { octetString } from '../../../../x509/der/der-writer.ts';
import { attribute, keyType, objectClass } from './attributes.ts';
import { publicValueOf } from './key-id.ts';
import type { Softokn } from './softokn.ts';
import { createObject, findObjects, flag, number, octets, type Attribute } from './token-objects.ts';

/**
 * Without a login, NSS recognises a user certificate by its public key object (PK11_IsUserCert). Returns a new handle,
 * or null if the object exists.
 */
export function ensurePublicKey(
  softokn: Softokn,
  key: {
    readonly spki: Uint8Array;
    readonly keyId: Uint8Array;
    readonly nickname: string;
    readonly subject: Uint8Array;
  },
  isRsa: boolean,
): number | null {
  const named = [number(attribute.class, objectClass.publicKey), octets(attribute.id, key.keyId)];
  if (findObjects(softokn, named).length > 0) return null;
  return createObject(softokn, [
    ...named,
    flag(attribute.token, true),
    flag(attribute.private, false),
    octets(attribute.label, Buffer.from(key.nickname, 'utf8')),
    octets(attribute.subject, key.subject),
    flag(attribute.verify, true),
    ...(isRsa ? rsaNumbers(key.spki) : ecNumbers(key.spki)),
  ]);
}

function rsaNumbers(spki: Uint8Array): Attribute[] {
  const whole = readWhole(spki, tags.sequence);
  const algorithm = expectElement(spki, tags.sequence, whole.content, whole.end);
  const bits = expectElement(spki, tags.bitString, algorithm.end, whole.end);
  const numbers = expectElement(spki, tags.sequence, bits.content + 1, bits.end);
  const modulus = expectElement(spki, tags.integer, numbers.content, numbers.end);
  const exponent = expectElement(spki, tags.integer, modulus.end, numbers.end);
  return [
    number(attribute.keyType, keyType.rsa),
    octets(attribute.modulus, publicValueOf(spki)),
    octets(attribute.publicExponent, spki.subarray(exponent.content, exponent.end)),
    ...[attribute.encrypt, attribute.wrap, attribute.verifyRecover].map((use) => flag(use, true)),
  ];
}

/** RFC 5480 §2. CKA_EC_POINT is a DER OCTET STRING (PKCS#11 3.1 §6.3.3). */
function ecNumbers(spki: Uint8Array): Attribute[] {
  const whole = readWhole(spki, tags.sequence);
  const algorithm = expectElement(spki, tags.sequence, whole.content, whole.end);
  const name = expectElement(spki, tags.oid, algorithm.content, algorithm.end);
  const curve = expectElement(spki, tags.oid, name.end, algorithm.end);
  return [
    number(attribute.keyType, keyType.ec),
    octets(attribute.ecParameters, encodingOf(spki, curve)),
    octets(attribute.ecPoint, octetString(publicValueOf(spki))),
    flag(attribute.derive, true),
  ];
}
