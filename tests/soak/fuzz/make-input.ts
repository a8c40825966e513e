// SPDX-License-Identifier: Apache-2.0
import { affordableWork, lowerDeclaredWork } from './declared-work.ts';
import { mutateJks } from './mutate-jks.ts';
import { mutateOctets } from './mutate-octets.ts';
import { mutatePem, pemText } from './mutate-pem.ts';
import { mutateStructure } from './mutate-structure.ts';
import { texts } from './odd-values.ts';
import { type Random, randomFor, weighted } from './random.ts';
import type { Seed, SeedGroup, Seeds } from './seeds.ts';
import { tlvIndex } from './tlv-index.ts';
import { encryptedKey, encryptedSafe } from './wrap-encrypted.ts';

export interface FuzzInput {
  readonly bytes: Uint8Array;
  readonly password: string | null;
  /** Name of the seed; `how` lists the changes. */
  readonly from: string;
  readonly how: readonly string[];
}

const groupWeights: readonly (readonly [number, SeedGroup])[] = [
  [40, 'certificate'],
  [20, 'container'],
  [16, 'key'],
  [10, 'bundle'],
  [8, 'other'],
  [6, 'jks'],
  [8, 'guomi'],
];
/** Share of inputs that keep their iteration counts and may take as long as the app allows. */
const costlyShare = 0.0005;
const labels: Readonly<Record<SeedGroup, string>> = {
  certificate: 'CERTIFICATE',
  container: 'PKCS12',
  key: 'PRIVATE KEY',
  bundle: 'PKCS7',
  other: 'X509 CRL',
  jks: 'JKS',
  guomi: 'SM2',
};

/** The limit of the app's calls (shared/ipc/calls/certificates/imports.ts). */
const longestPassword = 1_024;

interface Changed {
  readonly bytes: Uint8Array;
  readonly how: readonly string[];
}

function passwordFor(seed: Seed, random: Random): string | null {
  return weighted<() => string | null>(random, [
    [75, () => seed.password ?? 'x'],
    [10, () => null],
    [4, () => ''],
    [
      11,
      () =>
        random.pick([
          ...texts.map((text) => text.slice(0, longestPassword)),
          seed.password + '\0',
          '密码',
          'é',
          'p'.repeat(longestPassword),
        ]),
    ],
  ])();
}

/** Mutates the content before encrypting it, so that the right password reaches it. Null for unsuitable seeds. */
function insideEncryption(seed: Seed, random: Random, donor: Uint8Array, password: string): Changed | null {
  if (seed.group === 'key') {
    const { bytes, how } = mutateStructure(seed.bytes, random, donor);
    lowerDeclaredWork(bytes, affordableWork);
    return { bytes: encryptedKey(bytes, password, random), how: ['encrypted key', ...how] };
  }
  const contents = tlvIndex(seed.bytes).filter(({ tag, parent, depth }) => tag === 0x30 && parent >= 0 && depth > 3);
  if (seed.group !== 'container' || contents.length === 0) return null;
  const { start, end } = random.pick(contents.slice(0, 12));
  const { bytes, how } = mutateStructure(seed.bytes.subarray(start, end), random, donor);
  lowerDeclaredWork(bytes, affordableWork);
  return { bytes: encryptedSafe(bytes, password, random), how: ['encrypted safe', ...how] };
}

function change(seed: Seed, seeds: Seeds, random: Random, password: string | null): Changed {
  const donor = random.pick(seeds.donors);
  if (random.chance(0.2)) return mutateOctets(seed.bytes, random);
  if (seed.form === 'jks') return mutateJks(seed.bytes, seed.password ?? '', random);
  if (seed.form === 'text') return mutatePem(seed.bytes, random, donor);
  if (random.chance(0.25)) {
    const wrapped = insideEncryption(seed, random, donor, password ?? '');
    if (wrapped) return wrapped;
  }
  if (random.chance(0.08)) return mutatePem(Buffer.from(pemText(labels[seed.group], seed.bytes)), random, donor);
  return mutateStructure(seed.bytes, random, donor);
}

/** The result depends only on the arguments. */
export function makeInput(seeds: Seeds, seedNumber: number, index: number, only?: SeedGroup): FuzzInput {
  const random = randomFor(seedNumber, index);
  const drawn = groupWeights.filter(([, name]) => seeds.byGroup.has(name) && (only ?? name) === name);
  const group = weighted(random, drawn);
  const seed = random.pick(seeds.byGroup.get(group) ?? seeds.all);
  const password = passwordFor(seed, random);
  const changed = change(seed, seeds, random, password);
  const bytes = Uint8Array.from(changed.bytes);
  if (!random.chance(costlyShare)) lowerDeclaredWork(bytes, affordableWork);
  return { bytes, password, from: seed.name, how: changed.how };
}
