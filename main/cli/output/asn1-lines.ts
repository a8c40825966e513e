// SPDX-License-Identifier: Apache-2.0
import type { Asn1Node, Asn1Tree } from '../../../shared/schemas/certificates/asn1.ts';
import { visibleText } from '../../../shared/sinks/visible-text.ts';

/** As `openssl asn1parse`; `encap:` marks a string's content. */
export function asn1Lines({ root, truncated }: Asn1Tree): string[] {
  const lines: string[] = [];
  const add = (node: Asn1Node, depth: number, encapsulated: boolean): void => {
    const place = `${String(node.offset).padStart(5)}:d=${depth}`.padEnd(10);
    const size = `hl=${node.headerLength} l=${String(node.length).padStart(4)}`;
    const form = node.constructed ? 'cons' : 'prim';
    const name = node.name === null ? '' : ` ${node.name}`;
    const value = node.value === null || node.value === '' ? '' : `:${visibleText(node.value)}${name}`;
    lines.push(`${place} ${size} ${encapsulated ? 'encap ' : ''}${form}: ${node.tag.padEnd(18)}${value}`.trimEnd());
    for (const child of node.children) add(child, depth + 1, encapsulated || !node.constructed);
  };
  add(root, 0, false);
  return truncated ? [...lines, '…'] : lines;
}
