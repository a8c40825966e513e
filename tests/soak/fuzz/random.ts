// SPDX-License-Identifier: Apache-2.0
import { seededRandom } from '../../support/openssl/seeded-random.ts';

/** Choices determined by seed and index, in whatever order inputs are made. */
export interface Random {
  /** 0 ≤ result < `below`. */
  int(below: number): number;
  pick<T>(choices: readonly T[]): T;
  /** True with probability `share` (0..1). */
  chance(share: number): boolean;
  bytes(length: number): Uint8Array;
}

export function randomFor(seed: number, index: number): Random {
  const next = seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca77));
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    pick<T>(choices: readonly T[]) {
      if (choices.length === 0) throw new RangeError('nothing to pick from');
      return choices[int(choices.length)] as T;
    },
    chance: (share) => next() < share,
    bytes: (length) => Uint8Array.from({ length }, () => int(256)),
  };
}

export function weighted<T>(random: Random, choices: readonly (readonly [weight: number, value: T])[]): T {
  const total = choices.reduce((sum, [weight]) => sum + weight, 0);
  let left = random.int(total);
  for (const [weight, value] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new RangeError('no weights');
}
