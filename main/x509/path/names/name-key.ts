// SPDX-License-Identifier: Apache-2.0
import {
  type DerElement,
  childrenOf,
  damagedAt,
  encodingOf,
  expectElement,
  readElement,
  tags,
} from '../../der/der-reader.ts';
import { readString } from '../../der/der-strings.ts';
import { readOid, toHex } from '../../der/der-values.ts';

/** The most general RDN comes first (RFC 5280 §7.1). */
export type NameKey = readonly string[];

/**
 * RFC 5280 §7.1: prepares characters and sorts attributes. Malformed UTF-8 or ASCII stays hex.
 * @throws `damaged`, `limit-exceeded`
 */
export function readNameKey(bytes: Uint8Array, name: DerElement): NameKey {
  if (name.tag !== tags.sequence) throw damagedAt(name.start);
  const rdns: string[] = [];
  for (const rdn of childrenOf(bytes, name)) {
    if (rdn.tag !== tags.set) throw damagedAt(rdn.start);
    const attributes: string[] = [];
    for (const pair of childrenOf(bytes, rdn)) {
      if (pair.tag !== tags.sequence) throw damagedAt(pair.start);
      attributes.push(attributeKey(bytes, pair));
    }
    if (attributes.length === 0) throw damagedAt(rdn.content);
    rdns.push(attributes.toSorted().join('\u0001'));
  }
  return rdns;
}

export function readRdnKey(bytes: Uint8Array, rdn: DerElement): string {
  const attributes: string[] = [];
  for (const pair of childrenOf(bytes, rdn)) {
    attributes.push(attributeKey(bytes, expectElement(bytes, tags.sequence, pair.start, pair.end)));
  }
  return attributes.toSorted().join('\u0001');
}

export function joinNameKey(key: NameKey): string {
  return key.join('\u0002');
}

export function isWithin(key: NameKey, base: NameKey): boolean {
  return base.length <= key.length && base.every((rdn, index) => rdn === key[index]);
}

function attributeKey(bytes: Uint8Array, pair: DerElement): string {
  const type = readElement(bytes, pair.content, pair.end);
  const value = readElement(bytes, type.end, pair.end);
  if (value.end !== pair.end) throw damagedAt(value.end);
  const text = exactText(bytes, value);
  return `${readOid(bytes, type)}=${text === null ? `#${toHex(encodingOf(bytes, value))}` : prepare(text)}`;
}

function exactText(bytes: Uint8Array, value: DerElement): string | null {
  const octets = bytes.subarray(value.content, value.end);
  switch (value.tag) {
    case tags.utf8String:
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
      } catch {
        return null;
      }
    case tags.printableString:
    case tags.ia5String:
    case tags.visibleString:
    case tags.numericString: {
      const text = Buffer.from(octets).toString('latin1');
      return octets.some((octet) => octet > 0x7f) ? null : text;
    }
    case tags.t61String:
      return Buffer.from(octets).toString('latin1');
    case tags.bmpString:
    case tags.universalString:
      return readString(bytes, value);
    default:
      return null;
  }
}

/** Characters to remove (RFC 4518 §2.2). */
const nothing = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** RFC 3454 B.2 doesn't fold the dotless i (RFC 4518 §2.2). */
const dotlessI = '\u0131';

function prepare(text: string): string {
  const mapped = text.replaceAll(/\s/g, ' ').replaceAll(nothing, '').normalize('NFKC');
  const folded = Array.from(mapped, (letter) => (letter === dotlessI ? letter : letter.toUpperCase().toLowerCase()));
  return folded.join('').normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
}
