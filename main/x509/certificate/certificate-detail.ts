// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { CertificateDetail } from '../../../shared/schemas/certificates/certificate.ts';
import { readCertificateLayout } from './certificate-layout.ts';
import { readElement } from '../der/der-reader.ts';
import { integerToNumber } from '../der/der-values.ts';
import { describeExtension } from '../extensions/describe-extension.ts';
import { extensionNames } from '../extensions/extension-names.ts';
import { extensionsOf } from '../extensions/extension-fields.ts';
import { signatureAlgorithm } from '../signatures/signature-algorithms.ts';

export type CertificateDescription = Pick<
  CertificateDetail,
  | 'version'
  | 'signatureAlgorithm'
  | 'fingerprints'
  | 'keyUsage'
  | 'extendedKeyUsage'
  | 'subjectAlternativeNames'
  | 'extensions'
>;

export function describeCertificate(der: Uint8Array): CertificateDescription {
  const layout = readCertificateLayout(der);
  const { version, extensions: wrapper } = layout;
  const extensions =
    wrapper === null
      ? []
      : Array.from(extensionsOf(der, wrapper), (extension) => ({
          oid: extension.oid,
          name: extensionNames[extension.oid] ?? null,
          critical: extension.critical,
          values: describeExtension(der, extension),
        }));
  const valuesOf = (name: string) => extensions.find((extension) => extension.name === name)?.values ?? [];
  return {
    // Encoded as the version minus one. Defaults to 1 (RFC 5280 §4.1.2.1).
    version: version === null ? 1 : integerToNumber(der, readElement(der, version.content, version.end)) + 1,
    signatureAlgorithm: signatureAlgorithm(der, layout.signatureAlgorithm),
    fingerprints: { sha1: hash('sha1', der, 'hex'), sha256: hash('sha256', der, 'hex') },
    keyUsage: valuesOf('keyUsage'),
    extendedKeyUsage: valuesOf('extKeyUsage'),
    subjectAlternativeNames: valuesOf('subjectAltName'),
    extensions,
  };
}
