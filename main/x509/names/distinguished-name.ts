// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { attributeTypeNames } from './attribute-types.ts';
import { damagedAt, encodingOf, expectElement, readElement, tags, type DerElement } from '../der/der-reader.ts';
import { readString } from '../der/der-strings.ts';
import { readOid, toHex } from '../der/der-values.ts';

export interface NameAttribute {
  readonly type: string;
  /** Null if the value isn't a readable string. */
  readonly text: string | null;
  /** The DER value in upper-case hex, if the type is unknown or `text` is null (RFC 4514 §2.4). */
  readonly hex: string | null;
}

/** In encoded order, with the most general RDN first. */
export type DistinguishedName = readonly (readonly NameAttribute[])[];

export function readName(bytes: Uint8Array, name: DerElement): DistinguishedName {
  if (name.tag !== tags.sequence) throw damagedAt(name.start);
  const rdns: NameAttribute[][] = [];
  for (let at = name.content; at < name.end;) {
    const rdn = expectElement(bytes, tags.set, at, name.end);
    const attributes: NameAttribute[] = [];
    for (let inner = rdn.content; inner < rdn.end;) {
      const pair = expectElement(bytes, tags.sequence, inner, rdn.end);
      const type = readElement(bytes, pair.content, pair.end);
      const value = readElement(bytes, type.end, pair.end);
      attributes.push(readAttribute(bytes, readOid(bytes, type), value));
      inner = pair.end;
    }
    rdns.push(attributes);
    at = rdn.end;
  }
  return rdns;
}

function readAttribute(bytes: Uint8Array, type: string, value: DerElement): NameAttribute {
  const text = textOf(bytes, value);
  const hex = attributeTypeNames[type] === undefined || text === null ? toHex(encodingOf(bytes, value)) : null;
  return { type, text, hex: hex === null ? null : hex.toUpperCase() };
}

function textOf(bytes: Uint8Array, value: DerElement): string | null {
  try {
    return readString(bytes, value);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** RFC 4514, most specific RDN first. Writes control characters as hex pairs and unknown types as `dotted.OID=#hex`. */
export function formatName(name: DistinguishedName): string {
  let text = '';
  for (let i = name.length - 1; i >= 0; i--) {
    const rdn = name[i] as readonly NameAttribute[];
    for (let j = rdn.length - 1; j >= 0; j--) {
      text += formatAttribute(rdn[j] as NameAttribute);
      if (j > 0) text += '+';
    }
    if (i > 0) text += ',';
  }
  return text;
}

function formatAttribute({ type, text, hex }: NameAttribute): string {
  const name = attributeTypeNames[type] ?? type;
  return text === null || hex !== null ? `${name}=#${hex}` : `${name}=${escapeValue(text)}`;
}

// RFC 4514 §2.4, plus control characters, which would garble lists and logs.
// oxlint-disable-next-line no-control-regex -- it escapes control characters
const special = /^[ #]|[,+"\\<>;\u0000-\u001f\u007f]| $/g;

const space = 0x20;
const numberSign = 0x23;
const specialCodes = new Uint8Array(0x80);
for (const character of ',+"\\<>;\u007f') specialCodes[character.charCodeAt(0)] = 1;

function escapeValue(text: string): string {
  if (!needsEscape(text)) return text;
  return text.replace(special, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x20 || code === 0x7f ? `\\${code.toString(16).toUpperCase().padStart(2, '0')}` : `\\${character}`;
  });
}

/** Faster than `special`. 10,000 certificates have 80,000 values. */
function needsEscape(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === space || first === numberSign || text.charCodeAt(text.length - 1) === space) return true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < space || (code < 0x80 && (specialCodes[code] as number) !== 0)) return true;
  }
  return false;
}
