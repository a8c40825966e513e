// SPDX-License-Identifier: Apache-2.0
import { readCertificateLayout } from './certificate-layout.ts';
import { encodingOf } from '../der/der-reader.ts';
import { extensionsOf } from '../extensions/extension-fields.ts';

const subjectAltName = '2.5.29.17';

export interface CertificateHolder {
  readonly subject: Uint8Array;
  readonly alternativeNames: { readonly critical: boolean; readonly value: Uint8Array } | null;
}

export function readHolder(der: Uint8Array): CertificateHolder {
  const { subject, extensions } = readCertificateLayout(der);
  const all = extensions === null ? [] : [...extensionsOf(der, extensions)];
  const names = all.find(({ oid }) => oid === subjectAltName);
  return {
    subject: encodingOf(der, subject),
    alternativeNames: names
      ? { critical: names.critical, value: der.slice(names.value.content, names.value.end) }
      : null,
  };
}
