// SPDX-License-Identifier: Apache-2.0
import { type DerElement, listChildren, readElement, tags } from '../../x509/der/der-reader.ts';
import { readString } from '../../x509/der/der-strings.ts';
import { readOid, toHex } from '../../x509/der/der-values.ts';
import type { ObjectLabels } from '../inspect/findings.ts';
import { attributeTypes } from '../oids.ts';

/** RFC 7292 §4.2; ignores malformed ones. */
export function readBagAttributes(bytes: Uint8Array, attributes: DerElement | undefined): ObjectLabels {
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
    // The object itself is sound.
  }
  return { friendlyName, localKeyId };
}
