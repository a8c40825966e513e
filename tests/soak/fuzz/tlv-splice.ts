// SPDX-License-Identifier: Apache-2.0
import type { TlvNode } from './tlv-index.ts';

/** The shortest BER length octets. */
export function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}

export function tlv(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Uint8Array.of(tag), lengthOctets(length), ...content]);
}

/**
 * Replaces one element.
 * @param mend whether to correct the lengths of all enclosing elements; otherwise they don't change
 */
export function splice(
  bytes: Uint8Array,
  nodes: readonly TlvNode[],
  index: number,
  replacement: Uint8Array,
  mend: boolean,
): Uint8Array {
  const node = nodes[index] as TlvNode;
  let { start, end } = node;
  let chunk = replacement;
  for (let up = mend ? nodes[node.parent] : undefined; up; up = nodes[up.parent]) {
    const before = bytes.subarray(up.content, start);
    const after = bytes.subarray(end, up.end);
    const length = before.length + chunk.length + after.length;
    const header = up.indefinite
      ? [bytes.subarray(up.start, up.content)]
      : [bytes.subarray(up.start, up.lengthAt), lengthOctets(length)];
    chunk = Buffer.concat([...header, before, chunk, after]);
    ({ start, end } = up);
  }
  return Buffer.concat([bytes.subarray(0, start), chunk, bytes.subarray(end)]);
}
