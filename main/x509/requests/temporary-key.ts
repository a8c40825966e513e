// SPDX-License-Identifier: Apache-2.0
import { spkiOfSm2 } from '../certificate/public-key-algorithm.ts';
import { contentOf, listChildren, readWhole, tags } from '../der/der-reader.ts';
import { element, integer, octetString, oid, sequence } from '../der/der-writer.ts';
import { attributeOf } from './read-request.ts';

/** RFC 2985 §5.4.1 */
export const challengePasswordOid = '1.2.840.113549.1.9.7';
/** Used by CFCA; not in RFC 2985. */
const temporaryKeyOid = '1.2.840.113549.1.9.63';
/** CFCA's default, used in all known requests. */
const challengePassword = '111111';

const head = Buffer.from('00b4000000010000', 'hex');
const coordinate = 32;
/** X and Y are each followed by zeros of the same length. */
const keyLength = head.length + 4 * coordinate;

/**
 * The attributes of CFCA's dual-certificate request ("SM2 双证书申请及下载规范"), in this order. Contrary to RFC 2986 §4.1, the
 * values are not in a SET. `spki` is a second SM2 key, to which the CA encrypts the encryption key.
 */
export function temporaryKeyAttributes(spki: Uint8Array): Uint8Array[] {
  const zeros = new Uint8Array(coordinate);
  const [x, y] = [spki.subarray(-2 * coordinate, -coordinate), spki.subarray(-coordinate)];
  const key = Buffer.concat([head, x, zeros, y, zeros]);
  return [
    sequence(oid(challengePasswordOid), element(tags.printableString, Buffer.from(challengePassword, 'ascii'))),
    sequence(oid(temporaryKeyOid), octetString(sequence(integer(1), octetString(key)))),
  ];
}

/**
 * Returns a DER SubjectPublicKeyInfo, or null. `csr` is DER (PKCS#10).
 * @throws `damaged` (`offset`), `limit-exceeded`
 */
export function readTemporaryKey(csr: Uint8Array): Uint8Array | null {
  const value = attributeOf(csr, temporaryKeyOid);
  if (value?.tag !== tags.octetString) return null;
  const inside = contentOf(csr, value);
  const [, octets] = listChildren(inside, readWhole(inside, tags.sequence));
  const key = octets?.tag === tags.octetString ? contentOf(inside, octets) : null;
  if (key?.length !== keyLength) return null;
  const half = (at: number): Uint8Array => key.subarray(head.length + at, head.length + at + coordinate);
  return spkiOfSm2(Buffer.concat([Uint8Array.of(4), half(0), half(2 * coordinate)]));
}
