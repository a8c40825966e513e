// SPDX-License-Identifier: Apache-2.0
import { childrenOf, contentOf, contextTag, encodingOf, readElement, type DerElement } from '../der/der-reader.ts';
import { readOctetText, readString } from '../der/der-strings.ts';
import { readOid, toHex } from '../der/der-values.ts';
import { formatName, readName } from './distinguished-name.ts';

export interface GeneralName {
  readonly kind: 'email' | 'dns' | 'uri' | 'ip' | 'directory' | 'upn' | 'other' | 'registered-id';
  readonly text: string;
}

const userPrincipalName = '1.3.6.1.4.1.311.20.2.3';

/**
 * RFC 5280 §4.2.1.6. Returns unsupported kinds in hex.
 * @throws `damaged`, `limit-exceeded`
 */
export function readGeneralNames(bytes: Uint8Array, names: DerElement): GeneralName[] {
  const found: GeneralName[] = [];
  for (const name of childrenOf(bytes, names)) found.push(readGeneralName(bytes, name));
  return found;
}

export function readGeneralName(bytes: Uint8Array, name: DerElement): GeneralName {
  switch (name.tag) {
    case contextTag(0):
      return readOtherName(bytes, name);
    case contextTag(1, false):
      return { kind: 'email', text: readOctetText(bytes, name.content, name.end) };
    case contextTag(2, false):
      return { kind: 'dns', text: readOctetText(bytes, name.content, name.end) };
    case contextTag(4):
      return { kind: 'directory', text: formatName(readName(bytes, readElement(bytes, name.content, name.end))) };
    case contextTag(6, false):
      return { kind: 'uri', text: readOctetText(bytes, name.content, name.end) };
    case contextTag(7, false):
      return { kind: 'ip', text: formatAddress(contentOf(bytes, name)) };
    case contextTag(8, false):
      return { kind: 'registered-id', text: readOid(bytes, { ...name, tag: 0x06 }) };
    default:
      return { kind: 'other', text: `#${toHex(encodingOf(bytes, name))}` };
  }
}

function readOtherName(bytes: Uint8Array, name: DerElement): GeneralName {
  const type = readElement(bytes, name.content, name.end);
  const wrapper = readElement(bytes, type.end, name.end);
  const value = readElement(bytes, wrapper.content, wrapper.end);
  const oid = readOid(bytes, type);
  const text = readString(bytes, value);
  if (oid === userPrincipalName && text !== null) return { kind: 'upn', text };
  return { kind: 'other', text: `${oid}=${text ?? `#${toHex(encodingOf(bytes, value))}`}` };
}

function formatAddress(octets: Uint8Array): string {
  if (octets.length === 4) return octets.join('.');
  if (octets.length === 16) return Array.from({ length: 8 }, (_, i) => group(octets, i)).join(':');
  if (octets.length === 8 || octets.length === 32) {
    const half = octets.length / 2;
    return `${formatAddress(octets.subarray(0, half))}/${formatAddress(octets.subarray(half))}`;
  }
  return `#${toHex(octets)}`;
}

function group(octets: Uint8Array, index: number): string {
  return (((octets[2 * index] as number) << 8) | (octets[2 * index + 1] as number)).toString(16);
}
