// SPDX-License-Identifier: Apache-2.0
import { attribute, objectClass } from '../../../main/stores/nss/child/softokn/attributes.ts';
import { keyIdOf } from '../../../main/stores/nss/child/softokn/key-id.ts';
import { openSoftokn } from '../../../main/stores/nss/child/softokn/softokn.ts';
import { createObject, flag, number, octets } from '../../../main/stores/nss/child/softokn/token-objects.ts';
import { softoknLibraries } from '../../../main/stores/nss/nss-libraries.ts';
import { readCertificateLayout } from '../../../main/x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../../main/x509/der/der-reader.ts';
import { makeManyCertificates } from '../vault/many-certificates.ts';

/**
 * Creates an NSS database with `count` certificates without keys. Writes through softokn, because certutil would take
 * minutes.
 */
export function fillDatabase(folder: string, count: number): void {
  const options = { folder, libraries: softoknLibraries('chromium'), password: null };
  const softokn = openSoftokn({ ...options, purpose: 'change' });
  for (const [index, { der }] of makeManyCertificates(count).certificates.entries()) {
    const layout = readCertificateLayout(der);
    createObject(softokn, [
      number(attribute.class, objectClass.certificate),
      number(attribute.certificateType, 0),
      flag(attribute.token, true),
      flag(attribute.private, false),
      octets(attribute.label, Buffer.from(`number ${index}`)),
      octets(attribute.value, der),
      octets(attribute.subject, encodingOf(der, layout.subject)),
      octets(attribute.issuer, encodingOf(der, layout.issuer)),
      octets(attribute.serialNumber, encodingOf(der, layout.serial)),
      octets(attribute.id, keyIdOf(encodingOf(der, layout.spki))),
    ]);
  }
  softokn.close();
}
