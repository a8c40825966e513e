// SPDX-License-Identifier: Apache-2.0
import { contextTag, expectElement, readElement, readWhole, tags, type DerElement } from '../der/der-reader.ts';

export interface CertificateLayout {
  readonly tbs: DerElement;
  readonly version: DerElement | null;
  readonly serial: DerElement;
  readonly issuer: DerElement;
  readonly notBefore: DerElement;
  readonly notAfter: DerElement;
  readonly subject: DerElement;
  readonly spki: DerElement;
  /** The explicit `[3]` tag around the SEQUENCE. */
  readonly extensions: DerElement | null;
  readonly signatureAlgorithm: DerElement;
  readonly signature: DerElement;
}

/** @throws `damaged` (`offset`) */
export function readCertificateLayout(der: Uint8Array): CertificateLayout {
  const whole = readWhole(der, tags.sequence);
  const tbs = expectElement(der, tags.sequence, whole.content, whole.end);
  const signatureAlgorithm = expectElement(der, tags.sequence, tbs.end, whole.end);
  const signature = expectElement(der, tags.bitString, signatureAlgorithm.end, whole.end);
  const limit = tbs.end;

  const first = readElement(der, tbs.content, limit);
  const version = first.tag === contextTag(0) ? first : null;
  const serial = version === null ? first : readElement(der, version.end, limit);
  if (serial.tag !== tags.integer) expectElement(der, tags.integer, serial.start, limit);
  const innerAlgorithm = expectElement(der, tags.sequence, serial.end, limit);
  const issuer = expectElement(der, tags.sequence, innerAlgorithm.end, limit);
  const validity = expectElement(der, tags.sequence, issuer.end, limit);
  const notBefore = readElement(der, validity.content, validity.end);
  const notAfter = readElement(der, notBefore.end, validity.end);
  const subject = expectElement(der, tags.sequence, validity.end, limit);
  const spki = expectElement(der, tags.sequence, subject.end, limit);

  let extensions: DerElement | null = null;
  for (let at = spki.end; at < limit;) {
    const next = readElement(der, at, limit);
    if (next.tag === contextTag(3)) extensions = next;
    at = next.end;
  }
  return {
    tbs,
    version,
    serial,
    issuer,
    notBefore,
    notAfter,
    subject,
    spki,
    extensions,
    signatureAlgorithm,
    signature,
  };
}
