// SPDX-License-Identifier: Apache-2.0
/** One element of a BER structure by its offsets. Independent of the app's readers, which the fuzzer tests. */
export interface TlvNode {
  readonly tag: number;
  readonly start: number;
  /** Offset of the first length octet. */
  readonly lengthAt: number;
  readonly content: number;
  /** After the content, before an end-of-contents marker. */
  readonly contentEnd: number;
  readonly end: number;
  readonly indefinite: boolean;
  /** Index of the enclosing element, -1 at the top. Elements inside OCTET and BIT STRINGs count as enclosed. */
  readonly parent: number;
  readonly depth: number;
}

const maxNodes = 200_000;
const maxDepth = 40;
/** First octets that suggest that an OCTET or BIT STRING contains elements. */
const likelyInside = new Set([0x02, 0x03, 0x04, 0x06, 0x0c, 0x13, 0x30, 0x31]);

/** The readable elements of `bytes`, parents first. */
export function tlvIndex(bytes: Uint8Array): TlvNode[] {
  const nodes: TlvNode[] = [];
  walk(bytes, 0, bytes.length, -1, 0, nodes);
  return nodes;
}

/** @returns the offset after the last complete element */
function walk(
  bytes: Uint8Array,
  start: number,
  limit: number,
  parent: number,
  depth: number,
  nodes: TlvNode[],
): number {
  let at = start;
  while (at + 2 <= limit && nodes.length < maxNodes) {
    if (bytes[at] === 0 && bytes[at + 1] === 0) return at;
    const header = headerAt(bytes, at, limit);
    if (header === null) return at;
    const self = nodes.length;
    const constructed = (header.tag & 0x20) !== 0;
    const deeper = depth < maxDepth;
    if (header.end === null) {
      // The end is known only after the members.
      const open = { ...header, start: at, contentEnd: limit, end: limit, indefinite: true, parent, depth };
      nodes.push(open);
      const contentEnd = deeper ? walk(bytes, header.content, limit, self, depth + 1, nodes) : limit;
      const end = Math.min(contentEnd + 2, limit);
      nodes[self] = { ...open, contentEnd, end };
      at = end;
      continue;
    }
    const { end } = header;
    nodes.push({ ...header, start: at, contentEnd: end, end, indefinite: false, parent, depth });
    if (deeper) {
      if (constructed) walk(bytes, header.content, end, self, depth + 1, nodes);
      else walkInside(bytes, header.tag, header.content, end, self, depth, nodes);
    }
    at = end;
  }
  return at;
}

/** Keys, extensions and CMS content are DER inside OCTET or BIT STRINGs. */
function walkInside(
  bytes: Uint8Array,
  tag: number,
  content: number,
  end: number,
  self: number,
  depth: number,
  nodes: TlvNode[],
): void {
  const start = tag === 0x03 && bytes[content] === 0 ? content + 1 : content;
  if ((tag !== 0x03 && tag !== 0x04) || end - start < 2 || !likelyInside.has(bytes[start] as number)) return;
  const before = nodes.length;
  if (walk(bytes, start, end, self, depth + 1, nodes) !== end) nodes.length = before;
}

function headerAt(bytes: Uint8Array, start: number, limit: number) {
  let at = start;
  const tag = bytes[at++] as number;
  if ((tag & 0x1f) === 0x1f) {
    while (at < limit && (bytes[at] as number) & 0x80) at++;
    at++;
  }
  const lengthAt = at;
  if (at >= limit) return null;
  const first = bytes[at++] as number;
  if (first === 0x80) return { tag, lengthAt, content: at, end: null };
  let length = first;
  if (first & 0x80) {
    const octets = first & 0x7f;
    if (octets > 4 || at + octets > limit) return null;
    length = 0;
    for (let i = 0; i < octets; i++) length = length * 256 + (bytes[at++] as number);
  }
  return at + length > limit ? null : { tag, lengthAt, content: at, end: at + length };
}
