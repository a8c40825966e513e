// SPDX-License-Identifier: Apache-2.0
import { type Random, weighted } from './random.ts';

const interesting = [0x00, 0x01, 0x7f, 0x80, 0xff, 0x30, 0x31, 0x02, 0x04, 0x06, 0x2d, 0x0a, 0x0d, 0x3d];

/** Changes bits and octets without regard to the format. */
export function mutateOctets(original: Uint8Array, random: Random): { bytes: Uint8Array; how: string[] } {
  if (original.length === 0) return { bytes: random.bytes(random.int(64)), how: ['noise'] };
  const how: string[] = [];
  let bytes = Uint8Array.from(original);
  const count = weighted(random, [
    [50, 1],
    [30, 2 + random.int(3)],
    [20, 5 + random.int(30)],
  ]);
  for (let i = 0; i < count && bytes.length > 0; i++) {
    const at = random.int(bytes.length);
    const stop = Math.min(bytes.length, at + 1 + random.int(40));
    const name = weighted(random, [
      [35, 'bit'],
      [25, 'octet'],
      [8, 'cut-out'],
      [8, 'repeat'],
      [8, 'insert'],
      [8, 'move'],
      [8, 'truncate'],
    ] as const);
    how.push(name);
    if (name === 'bit') bytes[at] = (bytes[at] as number) ^ (1 << random.int(8));
    else if (name === 'octet') bytes[at] = random.chance(0.5) ? random.pick(interesting) : random.int(256);
    else if (name === 'cut-out') bytes = joined(bytes.subarray(0, at), bytes.subarray(stop));
    else if (name === 'repeat') bytes = joined(bytes.subarray(0, stop), bytes.subarray(at));
    else if (name === 'insert')
      bytes = joined(bytes.subarray(0, at), random.bytes(1 + random.int(16)), bytes.subarray(at));
    else if (name === 'move') bytes.copyWithin(random.int(bytes.length), at, stop);
    else bytes = bytes.slice(0, at);
  }
  return { bytes, how };
}

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.concat(parts));
}
