// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { type CertificateLayout, readCertificateLayout } from '../certificate/certificate-layout.ts';
import { encodingOf, expectElement, readElement, tags } from '../der/der-reader.ts';
import { readTime } from '../der/der-times.ts';
import { integerToHex, integerToNumber } from '../der/der-values.ts';
import { displayNameOf } from '../names/display-name.ts';
import { type DistinguishedName, readName } from '../names/distinguished-name.ts';
import { maskIdentityNumbers } from '../../../shared/domain/certificates/identity-numbers.ts';
import { joinNameKey, type NameKey, readNameKey } from './names/name-key.ts';
import { noPathExtensions, type PathExtensions, readPathExtension } from './path-extensions.ts';
import { requireStrictLayout, strictExtensionsOf } from './strict-layout.ts';

export interface PathCertificate extends Readonly<PathExtensions> {
  readonly der: Uint8Array;
  readonly sha256: string;
  readonly displayName: string;
  readonly version: number;
  readonly serial: string;
  readonly serialOctets: number;
  readonly subjectName: DistinguishedName;
  readonly subject: NameKey;
  readonly issuer: NameKey;
  readonly subjectKey: string;
  readonly issuerKey: string;
  readonly selfIssued: boolean;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly spki: Uint8Array;
  readonly critical: ReadonlySet<string>;
  readonly present: ReadonlySet<string>;
  readonly malformed: readonly string[];
  readonly repeated: readonly string[];
  /** The two algorithm fields must be equal (RFC 5280 §4.1.1.2). */
  readonly algorithmsAgree: boolean;
}

/**
 * Accepts malformed extensions, which later invalidate a path.
 * @throws `damaged` for a malformed structure, name or date; `limit-exceeded`
 */
export function readPathCertificate(der: Uint8Array): PathCertificate {
  const layout = readCertificateLayout(der);
  requireStrictLayout(der, layout);
  const { version, serial } = layout;
  const issuer = readNameKey(der, layout.issuer);
  const subject = readNameKey(der, layout.subject);
  const [subjectKey, issuerKey] = [joinNameKey(subject), joinNameKey(issuer)];
  const subjectName = readName(der, layout.subject);
  const serialText = integerToHex(der, serial);
  return {
    ...readExtensions(der, layout, issuer),
    der,
    sha256: hash('sha256', der, 'hex'),
    displayName: displayNameOf(subjectName) ?? maskIdentityNumbers(serialText),
    version: version === null ? 1 : integerToNumber(der, readElement(der, version.content, version.end)) + 1,
    serial: serialText,
    serialOctets: serial.end - serial.content,
    subjectName,
    subject,
    issuer,
    subjectKey,
    issuerKey,
    selfIssued: subjectKey === issuerKey,
    notBefore: readTime(der, layout.notBefore),
    notAfter: readTime(der, layout.notAfter),
    spki: encodingOf(der, layout.spki),
    algorithmsAgree: algorithmsAgree(der, layout),
  };
}

function algorithmsAgree(der: Uint8Array, { serial, signatureAlgorithm }: CertificateLayout): boolean {
  const inner = expectElement(der, tags.sequence, serial.end);
  return Buffer.compare(encodingOf(der, inner), encodingOf(der, signatureAlgorithm)) === 0;
}

function readExtensions(der: Uint8Array, { extensions }: CertificateLayout, issuer: NameKey) {
  const read = noPathExtensions();
  const critical = new Set<string>();
  const present = new Set<string>();
  const malformed: string[] = [];
  const repeated: string[] = [];
  const list = extensions && expectElement(der, tags.sequence, extensions.content, extensions.end);
  for (const extension of list ? strictExtensionsOf(der, list) : []) {
    const { oid } = extension;
    if (present.has(oid)) repeated.push(oid);
    present.add(oid);
    if (extension.critical) critical.add(oid);
    try {
      readPathExtension(read, der, extension, issuer);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      malformed.push(oid);
    }
  }
  return { ...read, critical, present, malformed, repeated };
}
