// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { readCertificateLayout } from '../certificate/certificate-layout.ts';
import {
  contentOf,
  damagedAt,
  type DerElement,
  encodingOf,
  listChildren,
  readElement,
  tags,
} from '../der/der-reader.ts';
import { integerToHex, readOid } from '../der/der-values.ts';
import { nullValue, octetString, oid, sequence } from '../der/der-writer.ts';
import { readPublicKeyParts } from '../signatures/signed-structure.ts';

/** RFC 6960 §4.1.1. */
export interface CertId {
  readonly hashOid: string;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serial: string;
}

/** SHA-1 is safe here, because the hash only identifies the issuer. RFC 5019 §2.1.1 requires it. */
const sha1Oid = '1.3.14.3.2.26';
const hashes: Readonly<Record<string, string>> = {
  [sha1Oid]: 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Returns DER with SHA-1 hashes.
 * @throws `damaged`
 */
export function writeCertId(certificate: Uint8Array, issuerSpki: Uint8Array): Uint8Array {
  const { issuer, serial } = readCertificateLayout(certificate);
  return sequence(
    sequence(oid(sha1Oid), nullValue()),
    octetString(hash('sha1', encodingOf(certificate, issuer), 'buffer')),
    octetString(hash('sha1', readPublicKeyParts(issuerSpki).key, 'buffer')),
    encodingOf(certificate, serial),
  );
}

export function readCertId(bytes: Uint8Array, element: DerElement): CertId {
  const [algorithm, name, key, serial, ...more] = element.tag === tags.sequence ? listChildren(bytes, element, 4) : [];
  if (algorithm?.tag !== tags.sequence || name?.tag !== tags.octetString || key?.tag !== tags.octetString) {
    throw damagedAt(element.start);
  }
  if (serial?.tag !== tags.integer || more.length > 0) throw damagedAt(element.start);
  return {
    hashOid: readOid(bytes, readElement(bytes, algorithm.content, algorithm.end)),
    issuerNameHash: contentOf(bytes, name),
    issuerKeyHash: contentOf(bytes, key),
    serial: integerToHex(bytes, serial),
  };
}

/**
 * Returns false for an unknown hash algorithm.
 * @throws `damaged`
 */
export function isCertIdOf(id: CertId, certificate: Uint8Array, issuerSpki: Uint8Array): boolean {
  const name = hashes[id.hashOid];
  if (name === undefined) return false;
  const { issuer, serial } = readCertificateLayout(certificate);
  const same = (octets: Uint8Array, hashed: Uint8Array) => Buffer.compare(hash(name, octets, 'buffer'), hashed) === 0;
  return (
    integerToHex(certificate, serial) === id.serial &&
    same(encodingOf(certificate, issuer), id.issuerNameHash) &&
    same(readPublicKeyParts(issuerSpki).key, id.issuerKeyHash)
  );
}
