// SPDX-License-Identifier: Apache-2.0
import {
  contentOf,
  contextTag,
  damagedAt,
  encodingOf,
  expectElement,
  listChildren,
  readWhole,
  tags,
} from '../../x509/der/der-reader.ts';
import { integer, nullValue, octetString, oid, sequence, unsignedInteger } from '../../x509/der/der-writer.ts';
import { keyOids } from './public-half.ts';

export function pkcs8FromRsa(rsaPrivateKey: Uint8Array): Uint8Array {
  return sequence(integer(0), sequence(oid(keyOids.rsa), nullValue()), octetString(rsaPrivateKey));
}

/**
 * Moves the curve of an ECPrivateKey (RFC 5915) to the AlgorithmIdentifier.
 * @throws `damaged` (`offset`), also if there is no curve; `limit-exceeded`
 */
export function pkcs8FromEc(ecPrivateKey: Uint8Array): Uint8Array {
  const whole = readWhole(ecPrivateKey, tags.sequence);
  const children = listChildren(ecPrivateKey, whole);
  const wrapper = children.find(({ tag }) => tag === contextTag(0));
  if (!wrapper || wrapper.content === wrapper.end) throw damagedAt(whole.content);
  const algorithm = sequence(oid(keyOids.ec), contentOf(ecPrivateKey, wrapper));
  const kept = children.filter((child) => child !== wrapper).map((child) => encodingOf(ecPrivateKey, child));
  return sequence(integer(0), algorithm, octetString(sequence(...kept)));
}

export function pkcs8FromDsa(dsaPrivateKey: Uint8Array): Uint8Array {
  const whole = readWhole(dsaPrivateKey, tags.sequence);
  const [, p, q, g, , x] = listChildren(dsaPrivateKey, whole);
  if (!p || !q || !g || !x) throw damagedAt(whole.content);
  const number = (element: typeof x) => unsignedInteger(contentOf(dsaPrivateKey, element));
  const parameters = sequence(number(p), number(q), number(g));
  expectElement(dsaPrivateKey, tags.integer, x.start, x.end);
  return sequence(integer(0), sequence(oid(keyOids.dsa), parameters), octetString(number(x)));
}
