// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  contentOf,
  contextTag,
  damagedAt,
  type DerElement,
  encodingOf,
  listChildren,
  readElement,
  readWhole,
  tags,
} from '../../x509/der/der-reader.ts';
import { readString } from '../../x509/der/der-strings.ts';
import { readOid, toHex } from '../../x509/der/der-values.ts';
import { berToDer } from '../der/ber-to-der.ts';
import { within } from '../der/views.ts';
import type { ObjectLabels } from '../inspect/findings.ts';
import { attributeTypes, bagTypes, x509CertificateType } from '../oids.ts';
import { readOctets } from './pfx.ts';

const maxNesting = 16;

export interface BagVisitor {
  certificate(der: Uint8Array, labels: ObjectLabels): void;
  key(pkcs8: Uint8Array, labels: ObjectLabels): void;
  shroudedKey(encrypted: Uint8Array, labels: ObjectLabels): void;
}

/**
 * RFC 7292 §4.2. Skips CRLs, secrets and unknown bags.
 * @throws `damaged` (`offset`), `limit-exceeded`, whatever `visitor` throws
 */
export function readSafeContents(octets: Uint8Array, visitor: BagVisitor): void {
  const bytes = berToDer(octets);
  within(octets, bytes, () => readBags(bytes, readWhole(bytes, tags.sequence), visitor, 0));
}

export function isSafeContents(octets: Uint8Array): boolean {
  try {
    const bytes = berToDer(octets);
    return listChildren(bytes, readWhole(bytes, tags.sequence)).every((bag) => bag.tag === tags.sequence);
  } catch {
    return false;
  }
}

function readBags(bytes: Uint8Array, contents: DerElement, visitor: BagVisitor, nesting: number): void {
  if (nesting > maxNesting) throw new AppError('limit-exceeded', { limit: 'depth' });
  for (const bag of listChildren(bytes, contents)) {
    if (bag.tag !== tags.sequence) throw damagedAt(bag.start);
    const [type, wrapper, attributes] = listChildren(bytes, bag);
    if (!type || wrapper?.tag !== contextTag(0)) throw damagedAt(bag.content);
    const oid = readOid(bytes, type);
    const value = readElement(bytes, wrapper.content, wrapper.end);
    const labels = () => readBagAttributes(bytes, attributes);
    if (oid === bagTypes.key) visitor.key(encodingOf(bytes, value), labels());
    else if (oid === bagTypes.shroudedKey) visitor.shroudedKey(encodingOf(bytes, value), labels());
    else if (oid === bagTypes.safeContents) readBags(bytes, value, visitor, nesting + 1);
    else if (oid === bagTypes.certificate) {
      const der = certificateOf(bytes, value);
      if (der) visitor.certificate(der, labels());
    }
  }
}

function certificateOf(bytes: Uint8Array, bag: DerElement): Uint8Array | null {
  const [type, wrapper] = listChildren(bytes, bag);
  if (!type || wrapper?.tag !== contextTag(0)) throw damagedAt(bag.start);
  if (readOid(bytes, type) !== x509CertificateType) return null;
  const octets = readOctets(bytes, readElement(bytes, wrapper.content, wrapper.end));
  const certificate = readElement(octets);
  return contentOf(octets, { ...certificate, content: certificate.start });
}

/** RFC 7292 §4.2. Stops at a malformed attribute. */
function readBagAttributes(bytes: Uint8Array, attributes: DerElement | undefined): ObjectLabels {
  let friendlyName: string | null = null;
  let localKeyId: string | null = null;
  if (attributes?.tag !== tags.set) return { friendlyName, localKeyId };
  try {
    for (const attribute of listChildren(bytes, attributes)) {
      const [type, values] = listChildren(bytes, attribute);
      if (!type || !values || values.content === values.end) continue;
      const value = readElement(bytes, values.content, values.end);
      const oid = readOid(bytes, type);
      if (oid === attributeTypes.friendlyName) friendlyName = readString(bytes, value) || null;
      if (oid === attributeTypes.localKeyId) localKeyId = toHex(bytes, value.content, value.end);
    }
  } catch {
    // Keep the attributes read so far.
  }
  return { friendlyName, localKeyId };
}
