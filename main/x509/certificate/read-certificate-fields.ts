// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { CertificateFields } from './certificate-fields.ts';
import { type CertificateLayout, readCertificateLayout } from './certificate-layout.ts';
import { type DerElement, encodingOf } from '../der/der-reader.ts';
import { readTime } from '../der/der-times.ts';
import { integerToHex } from '../der/der-values.ts';
import { displayNameOf } from '../names/display-name.ts';
import { formatName, readName, type DistinguishedName } from '../names/distinguished-name.ts';
import { readExtensionFields, type ExtensionFields } from '../extensions/extension-fields.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { publicKeyAlgorithm } from './public-key-algorithm.ts';

const noExtensions: ExtensionFields = {
  isCa: false,
  subjectKeyId: null,
  authorityKeyId: null,
  alternativeNames: [],
  keyUsage: null,
};

/** UTF-16 code units. */
const maxSearchText = 16_384;

/**
 * Accepts malformed strings and extensions.
 * @throws `damaged` (`offset`), `limit-exceeded`
 */
export function readCertificateFields(der: Uint8Array): CertificateFields {
  return readFieldsAt(der, readCertificateLayout(der));
}

/** Cached, since adjacent certificates in a file often share an issuer. */
export interface LastIssuer {
  known: ReadIssuer | null;
}

interface ReadIssuer {
  readonly der: Uint8Array;
  readonly name: DistinguishedName;
  readonly text: string;
  readonly displayName: string;
  readonly hash: string;
}

export function readFieldsAt(
  der: Uint8Array,
  layout: CertificateLayout,
  last: LastIssuer = { known: null },
): CertificateFields {
  const issuerDer = encodingOf(der, layout.issuer);
  const subjectDer = encodingOf(der, layout.subject);
  const selfIssued = Buffer.compare(issuerDer, subjectDer) === 0;
  const issuer = readIssuer(der, layout.issuer, last);
  const subjectName = selfIssued ? issuer.name : readName(der, layout.subject);
  const extensions = layout.extensions === null ? noExtensions : readExtensionFields(der, layout.extensions);
  const serial = integerToHex(der, layout.serial);
  const subject = selfIssued ? issuer.text : formatName(subjectName);
  return {
    sha256: sha256(der),
    subject,
    issuer: issuer.text,
    displayName: nameOfHolder(subjectName, extensions) ?? maskIdentityNumbers(serial),
    issuerName: issuer.displayName,
    maskedSubject: maskIdentityNumbers(subject),
    serial,
    notBefore: readTime(der, layout.notBefore),
    notAfter: readTime(der, layout.notAfter),
    algorithm: publicKeyAlgorithm(der, layout.spki),
    isCa: extensions.isCa,
    selfIssued,
    subjectHash: selfIssued ? issuer.hash : sha256(subjectDer),
    issuerHash: issuer.hash,
    spkiSha256: sha256(encodingOf(der, layout.spki)),
    subjectKeyId: extensions.subjectKeyId,
    authorityKeyId: extensions.authorityKeyId,
    keyUsage: extensions.keyUsage,
    searchText: searchTextOf(subjectName, issuer.name, extensions),
  };
}

function readIssuer(certificate: Uint8Array, element: DerElement, last: LastIssuer): ReadIssuer {
  const der = encodingOf(certificate, element);
  if (last.known !== null && Buffer.compare(last.known.der, der) === 0) return last.known;
  const name = readName(certificate, element);
  last.known = { der, name, text: formatName(name), displayName: displayNameOf(name) ?? '', hash: sha256(der) };
  return last.known;
}

function sha256(octets: Uint8Array): string {
  return hash('sha256', octets, 'hex');
}

function nameOfHolder(subject: DistinguishedName, { alternativeNames }: ExtensionFields): string | null {
  const email = alternativeNames.find((name) => name.kind === 'email' || name.kind === 'upn');
  const name = displayNameOf(subject, email?.text ?? null);
  if (name !== null || alternativeNames.length === 0) return name;
  return maskIdentityNumbers(alternativeNames[0]?.text ?? '') || null;
}

function searchTextOf(
  subject: DistinguishedName,
  issuer: DistinguishedName,
  { alternativeNames }: ExtensionFields,
): string {
  let text = '';
  const add = (part: string | null) => {
    if (part !== null && text.length + part.length < maxSearchText) text += `${part}\n`;
  };
  for (const rdn of subject) for (const attribute of rdn) add(attribute.text);
  if (issuer !== subject) for (const rdn of issuer) for (const attribute of rdn) add(attribute.text);
  for (const name of alternativeNames) add(name.text);
  return text;
}
