// SPDX-License-Identifier: Apache-2.0
import type { TokenAlgorithm } from '../../../../shared/schemas/token.ts';
import type { Cryptoki, Handle } from './cryptoki.ts';
import { mechanism, mechanismFlag } from './numbers.ts';

/** Maps key-pair generation mechanisms to their key sizes in bits, others to null. */
export type Mechanisms = ReadonlyMap<number, { readonly min: number; readonly max: number } | null>;

const generators: Readonly<Record<number, readonly (readonly [TokenAlgorithm, number])[]>> = {
  [mechanism.rsaKeyPairGen]: [
    ['rsa-2048', 2048],
    ['rsa-3072', 3072],
    ['rsa-4096', 4096],
  ],
  [mechanism.ecKeyPairGen]: [
    ['ec-p256', 256],
    ['ec-p384', 384],
  ],
  // Any size: some modules report 255, others 256.
  [mechanism.edwardsKeyPairGen]: [['ed25519', 0]],
};

export function readMechanisms(cryptoki: Cryptoki, slot: Handle): Mechanisms {
  return new Map(cryptoki.mechanisms(slot).map((number) => [number, sizesOf(cryptoki, slot, number)]));
}

function sizesOf(cryptoki: Cryptoki, slot: Handle, number: number): { min: number; max: number } | null {
  if (generators[number] === undefined) return null;
  try {
    const { flags, minKeySize, maxKeySize } = cryptoki.mechanismInfo(slot, number);
    return (flags & mechanismFlag.generateKeyPair) === 0 ? null : { min: minKeySize, max: maxKeySize };
  } catch {
    return null;
  }
}

export function generatedBy(mechanisms: Mechanisms): TokenAlgorithm[] {
  return Object.entries(generators).flatMap(([number, algorithms]) => {
    const sizes = mechanisms.get(Number(number));
    if (!sizes) return [];
    return algorithms
      .filter(([, bits]) => bits === 0 || (sizes.min <= bits && bits <= sizes.max))
      .map(([name]) => name);
  });
}
