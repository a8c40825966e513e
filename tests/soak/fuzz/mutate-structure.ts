// SPDX-License-Identifier: Apache-2.0
import { integers, lengths, oddString, oids, tags, times } from './odd-values.ts';
import { type Random, weighted } from './random.ts';
import { type TlvNode, tlvIndex } from './tlv-index.ts';
import { lengthOctets, splice, tlv } from './tlv-splice.ts';

/** Returns a replacement for one element, or null if the change doesn't apply. */
type Change = (bytes: Uint8Array, node: TlvNode, random: Random, donor: Uint8Array) => Uint8Array | null;

const whole = (bytes: Uint8Array, node: TlvNode) => bytes.subarray(node.start, node.end);
const content = (bytes: Uint8Array, node: TlvNode) => bytes.subarray(node.content, node.contentEnd);
const join = (...parts: readonly Uint8Array[]) => Buffer.concat(parts);

/** Keeps the content but changes its header or splits it. */
const header: Record<string, Change> = {
  tag: (bytes, node, random) => {
    const tag = random.chance(0.3) ? node.tag ^ (1 << random.int(8)) : random.pick(tags);
    return join(Uint8Array.of(tag), bytes.subarray(node.lengthAt, node.end));
  },
  highTag: (bytes, node, random) => {
    const number = random.pick([[0x1f, 0x81, 0x01], [0x3f, 0x80, 0x01], [0xbf, 0xff, 0xff, 0xff, 0xff, 0x7f], [0x1f]]);
    return join(Uint8Array.from(number), bytes.subarray(node.lengthAt, node.end));
  },
  length: (bytes, node, random) => {
    const tag = bytes.subarray(node.start, node.lengthAt);
    return join(tag, random.pick(lengths), content(bytes, node));
  },
  lengthOff: (bytes, node, random) => {
    const length = Math.max(0, node.contentEnd - node.content + random.pick([-2, -1, 1, 2, 4, 100, -100]));
    return join(bytes.subarray(node.start, node.lengthAt), lengthOctets(length), content(bytes, node));
  },
  longLength: (bytes, node, random) => {
    const count = 1 + random.int(8);
    const octets = new Uint8Array(count);
    for (let i = count - 1, rest = node.contentEnd - node.content; i >= 0; i--, rest = Math.floor(rest / 256))
      octets[i] = rest % 256;
    return join(bytes.subarray(node.start, node.lengthAt), Uint8Array.of(0x80 | count), octets, content(bytes, node));
  },
  indefinite: (bytes, node, random) => {
    const open = Uint8Array.of(node.tag | 0x20, 0x80);
    const end = random.chance(0.8) ? Uint8Array.of(0, 0) : new Uint8Array(random.int(4));
    return join(open, content(bytes, node), end);
  },
  inPieces: (bytes, node, random) => {
    const inside = content(bytes, node);
    const at = random.int(inside.length + 1);
    const kind = random.chance(0.8) ? node.tag & ~0x20 : random.pick(tags);
    const pieces = join(tlv(kind, inside.subarray(0, at)), tlv(kind, inside.subarray(at)));
    return random.chance(0.5)
      ? tlv(node.tag | 0x20, pieces)
      : join(Uint8Array.of(node.tag | 0x20, 0x80), pieces, Uint8Array.of(0, 0));
  },
};

/** Adds, removes, replaces and nests elements. */
const tree: Record<string, Change> = {
  remove: () => new Uint8Array(0),
  double: (bytes, node) => join(whole(bytes, node), whole(bytes, node)),
  many: (bytes, node, random) => {
    const one = whole(bytes, node);
    const most = Math.max(2, Math.min(2_000, Math.floor(100_000 / Math.max(1, one.length))));
    return join(...Array.from({ length: 2 + random.int(most) }, () => one));
  },
  nest: (bytes, node, random) => {
    const depth = weighted(random, [
      [80, 1 + random.int(5)],
      [15, 40 + random.int(60)],
      [4, 1_000],
      [1, 12_000],
    ]);
    const tag = random.chance(0.7) ? node.tag | 0x20 : random.pick([0x24, 0x30, 0x31, 0xa0]);
    if (random.chance(0.3))
      return join(Buffer.alloc(depth * 2, Uint8Array.of(tag, 0x80)), whole(bytes, node), new Uint8Array(depth * 2));
    let nested = whole(bytes, node);
    // Quadratic in the depth, so only the indefinite form above nests deeper.
    for (let i = 0; i < Math.min(depth, 1_000); i++) nested = tlv(tag, nested);
    return nested;
  },
  donor: (_bytes, _node, _random, donor) => donor,
  before: (bytes, node, _random, donor) => join(donor, whole(bytes, node)),
  null: () => Uint8Array.of(5, 0),
  unwrap: (bytes, node) => content(bytes, node),
  wrap: (bytes, node, random) => tlv(random.pick([0x30, 0x31, 0xa0, 0xa1, 0x04, 0x24]), whole(bytes, node)),
};

/** Changes the value itself. */
const value: Record<string, Change> = {
  integer: (_bytes, node, random) => tlv(node.tag, random.pick(integers)),
  oid: (_bytes, node, random) => tlv(node.tag, random.pick(oids)),
  string: (_bytes, _node, random) => oddString(random),
  time: (_bytes, _node, random) => tlv(random.pick([0x17, 0x18]), Buffer.from(random.pick(times), 'latin1')),
  empty: (_bytes, node) => tlv(node.tag),
  cut: (bytes, node, random) => {
    const inside = content(bytes, node);
    return tlv(node.tag, inside.subarray(0, random.int(inside.length + 1)));
  },
  longer: (bytes, node, random) => tlv(node.tag, content(bytes, node), random.bytes(1 + random.int(64))),
  large: (_bytes, node, random) =>
    tlv(node.tag, Buffer.alloc(random.pick([300, 1_025, 5_000, 70_000]), random.int(256))),
  noise: (bytes, node, random) => tlv(node.tag, random.bytes(Math.min(node.contentEnd - node.content, 512))),
  flip: (bytes, node, random) => {
    const copy = Uint8Array.from(whole(bytes, node));
    const at = node.content - node.start + random.int(Math.max(1, node.contentEnd - node.content));
    if (at < copy.length) copy[at] = (copy[at] as number) ^ (1 << random.int(8));
    return copy;
  },
  unusedBits: (bytes, node, random) =>
    tlv(node.tag, Uint8Array.of(random.pick([1, 7, 8, 0x7f, 0xff])), content(bytes, node).subarray(1)),
};

const headerChanges = Object.entries(header);
const treeChanges = Object.entries(tree);

const changesByTag = new Map<number, readonly string[]>([
  [0x02, ['integer', 'integer', 'flip', 'noise', 'empty', 'longer', 'large']],
  [0x0a, ['integer', 'flip']],
  [0x01, ['integer', 'flip', 'empty']],
  [0x03, ['unusedBits', 'cut', 'empty', 'flip', 'noise', 'longer']],
  [0x04, ['cut', 'empty', 'flip', 'noise', 'longer', 'large', 'integer']],
  [0x06, ['oid', 'oid', 'oid', 'flip', 'cut', 'large']],
  [0x17, ['time', 'time', 'cut', 'flip']],
  [0x18, ['time', 'time', 'cut', 'flip']],
]);
const stringTags = new Set([0x0c, 0x12, 0x13, 0x14, 0x16, 0x1a, 0x1b, 0x1c, 0x1e, 0x82, 0x86]);

function changeFor(random: Random, node: TlvNode): readonly [name: string, change: Change] {
  const named = (group: readonly (readonly [string, Change])[]) => random.pick(group);
  const values = stringTags.has(node.tag) ? ['string', 'string', 'cut', 'flip', 'large'] : changesByTag.get(node.tag);
  return weighted<() => readonly [string, Change]>(random, [
    [25, () => named(headerChanges)],
    [30, () => named(treeChanges)],
    [
      45,
      () => {
        const name = random.pick(values ?? ['empty', 'cut', 'longer', 'flip', 'string', 'integer']);
        return [name, value[name] as Change];
      },
    ],
  ])();
}

/** Swaps an element with a sibling, or with any element if it has none. Overlaps stay. */
function swap(bytes: Uint8Array, nodes: readonly TlvNode[], random: Random): Uint8Array {
  const first = random.int(nodes.length);
  const siblings = nodes.flatMap((node, index) =>
    node.parent === nodes[first]?.parent && index !== first ? [index] : [],
  );
  const other = siblings.length > 0 ? random.pick(siblings) : random.int(nodes.length);
  const [a, b] = [Math.min(first, other), Math.max(first, other)];
  const [one, two] = [nodes[a] as TlvNode, nodes[b] as TlvNode];
  if (one.end > two.start) return bytes;
  // Replace the later one first, so that the earlier one's offsets stay valid.
  return splice(splice(bytes, nodes, b, whole(bytes, one), false), nodes, a, whole(bytes, two), false);
}

/**
 * Makes up to four changes to a BER structure.
 * @param donor an element of any seed
 * @returns the result and the names of the changes
 */
export function mutateStructure(
  original: Uint8Array,
  random: Random,
  donor: Uint8Array,
): { bytes: Uint8Array; how: string[] } {
  const how: string[] = [];
  let bytes = original;
  const count = weighted(random, [
    [60, 1],
    [25, 2],
    [10, 3],
    [5, 4],
  ]);
  for (let i = 0; i < count; i++) {
    const nodes = tlvIndex(bytes);
    if (nodes.length === 0 || nodes.length > 20_000 || bytes.length > 400_000) break;
    if (random.chance(0.06)) {
      bytes = swap(bytes, nodes, random);
      how.push('swap');
      continue;
    }
    const index = random.int(nodes.length);
    const node = nodes[index] as TlvNode;
    const [name, change] = changeFor(random, node);
    const replacement = change(bytes, node, random, donor);
    if (replacement === null) continue;
    bytes = splice(bytes, nodes, index, replacement, random.chance(0.85));
    how.push(name);
  }
  // Callers modify the result, which may still be a view of a seed.
  return { bytes: Uint8Array.from(bytes), how };
}
