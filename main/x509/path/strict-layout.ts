// SPDX-License-Identifier: Apache-2.0
import type { CertificateLayout } from '../certificate/certificate-layout.ts';
import { contextTag, damagedAt, type DerElement, expectElement, listChildren, tags } from '../der/der-reader.ts';
import { readBoolean, readOid } from '../der/der-values.ts';
import type { CertificateExtension } from '../extensions/extension-fields.ts';

const optionalFields: readonly number[] = [contextTag(1, false), contextTag(2, false), contextTag(3)];

/**
 * @throws `damaged` for trailing data and fields not in RFC 5280 §4.1, which parsers may read differently;
 * `limit-exceeded`
 */
export function requireStrictLayout(der: Uint8Array, layout: CertificateLayout): void {
  const { tbs, version, issuer, notAfter, spki, extensions, signature } = layout;
  if (signature.end !== der.length) throw damagedAt(signature.end);
  if (version) requireFilled(version, expectElement(der, tags.integer, version.content, version.end));
  const [, validity] = listChildren(der, { ...tbs, content: issuer.start });
  if (validity) requireFilled(validity, notAfter);
  let last = -1;
  for (const field of listChildren(der, { ...tbs, content: spki.end })) {
    const place = optionalFields.indexOf(field.tag);
    if (place <= last) throw damagedAt(field.start);
    last = place;
  }
  if (extensions) requireFilled(extensions, expectElement(der, tags.sequence, extensions.content, extensions.end));
}

function requireFilled(parent: DerElement, last: DerElement): void {
  if (last.end !== parent.end) throw damagedAt(last.end);
}

export function* strictExtensionsOf(bytes: Uint8Array, list: DerElement): Generator<CertificateExtension> {
  for (const extension of listChildren(bytes, list)) {
    if (extension.tag !== tags.sequence) throw damagedAt(extension.start);
    const fields = listChildren(bytes, extension, 3);
    const [type, flag] = fields;
    const value = fields.at(-1);
    if (!type || !flag || value?.tag !== tags.octetString) throw damagedAt(extension.content);
    if (fields.length === 3 && flag.tag !== tags.boolean) throw damagedAt(flag.start);
    yield { oid: readOid(bytes, type), critical: fields.length === 3 && readBoolean(bytes, flag), value };
  }
}
