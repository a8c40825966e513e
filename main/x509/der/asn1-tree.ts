// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Asn1Node, Asn1Tree } from '../../../shared/schemas/certificates/asn1.ts';
import { type DerElement, readElement } from './der-reader.ts';
import { readString } from './der-strings.ts';
import { readTime } from './der-times.ts';
import { decodeOid, integerToHex, toHex } from './der-values.ts';
import { objectName } from '../names/object-names.ts';

const maxNodes = 5000;
const maxDepth = 60;
const maxShown = 128;

const universal: Readonly<Record<number, string>> = {
  1: 'BOOLEAN',
  2: 'INTEGER',
  3: 'BIT STRING',
  4: 'OCTET STRING',
  5: 'NULL',
  6: 'OBJECT',
  7: 'OBJECT DESCRIPTOR',
  10: 'ENUMERATED',
  12: 'UTF8STRING',
  16: 'SEQUENCE',
  17: 'SET',
  18: 'NUMERICSTRING',
  19: 'PRINTABLESTRING',
  20: 'T61STRING',
  22: 'IA5STRING',
  23: 'UTCTIME',
  24: 'GENERALIZEDTIME',
  26: 'VISIBLESTRING',
  27: 'GENERALSTRING',
  28: 'UNIVERSALSTRING',
  30: 'BMPSTRING',
};
const classes = ['', 'appl', 'cont', 'priv'] as const;

/**
 * Reads at most 5,000 elements, 60 levels deep. Stops at malformed children.
 * @throws `damaged` if the outermost element is malformed
 */
export function readAsn1Tree(der: Uint8Array): Asn1Tree {
  const walk = new Walk(der);
  const root = walk.node(readElement(der), 0);
  return { root, nodes: walk.nodes, truncated: walk.truncated };
}

class Walk {
  nodes = 0;
  truncated = false;
  readonly #der: Uint8Array;

  constructor(der: Uint8Array) {
    this.#der = der;
  }

  node(element: DerElement, depth: number): Asn1Node {
    this.nodes += 1;
    const constructed = (element.tag & 0x20) !== 0;
    const value = constructed ? null : valueOf(this.#der, element);
    return {
      offset: element.start,
      headerLength: element.content - element.start,
      length: element.end - element.content,
      tag: tagName(element),
      constructed,
      value,
      name: element.tag === 0x06 && value !== null ? objectName(value) : null,
      children: constructed
        ? this.#children(element.content, element.end, depth + 1)
        : this.#encapsulated(element, depth + 1),
    };
  }

  #children(from: number, end: number, depth: number): Asn1Node[] {
    const children: Asn1Node[] = [];
    for (let at = from; at < end;) {
      if (this.nodes >= maxNodes || depth > maxDepth) {
        this.truncated = true;
        return children;
      }
      const child = elementAt(this.#der, at, end);
      if (!child) return children;
      children.push(this.node(child, depth));
      at = child.end;
    }
    return children;
  }

  #encapsulated({ tag, content, end }: DerElement, depth: number): Asn1Node[] {
    const from = tag === 0x04 ? content : tag === 0x03 ? content + 1 : end;
    const inner = from < end ? elementAt(this.#der, from, end) : null;
    // Random bytes rarely parse as an element that fills the string.
    if (inner?.end !== end || (tag === 0x03 && (inner.tag & 0x20) === 0)) return [];
    if (!isFilled(this.#der, inner, 0)) return [];
    return this.#children(from, end, depth);
  }
}

function elementAt(der: Uint8Array, at: number, end: number): DerElement | null {
  try {
    return readElement(der, at, end);
  } catch {
    return null;
  }
}

function isFilled(der: Uint8Array, element: DerElement, depth: number): boolean {
  if ((element.tag & 0x20) === 0) return (element.tag & 0xc0) !== 0 || element.tagNumber in universal;
  if (depth > maxDepth) return false;
  for (let at = element.content; at < element.end;) {
    const child = elementAt(der, at, element.end);
    if (!child || !isFilled(der, child, depth + 1)) return false;
    at = child.end;
  }
  return true;
}

function tagName({ tag, tagNumber }: DerElement): string {
  const name = classes[tag >> 6];
  if (name) return `${name} [ ${tagNumber} ]`;
  return universal[tagNumber] ?? `<ASN1 ${tagNumber}>`;
}

function valueOf(der: Uint8Array, element: DerElement): string {
  const { tag, content, end } = element;
  try {
    if (tag === 0x01) return der[content] === 0 ? 'FALSE' : 'TRUE';
    if (tag === 0x02 || tag === 0x0a) return shortened(integerToHex(der, element));
    if (tag === 0x05) return '';
    if (tag === 0x06) return decodeOid(der, element);
    if (tag === 0x17 || tag === 0x18) return readTime(der, element);
    const text = readString(der, element);
    if (text !== null) return shortened(text);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return end - content > maxShown ? `${toHex(der, content, content + maxShown)}…` : toHex(der, content, end);
}

function shortened(text: string): string {
  return text.length > 2 * maxShown ? `${text.slice(0, 2 * maxShown)}…` : text;
}
