// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cfcaRows, corporaFolder, corpusFile, corpusRows } from '../../support/corpora.ts';
import { declaredWork } from './declared-work.ts';
import { ownSeeds } from './own-seeds.ts';
import { tlvIndex } from './tlv-index.ts';

/** Selects the mutator. */
export type SeedForm = 'tlv' | 'text' | 'jks';
/** Drawn with different weights: most corpus files are certificates. */
export const seedGroups = ['certificate', 'container', 'key', 'bundle', 'other', 'jks', 'guomi'] as const;
export type SeedGroup = (typeof seedGroups)[number];

export interface Seed {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly password: string | null;
  readonly form: SeedForm;
  readonly group: SeedGroup;
}

export interface Seeds {
  readonly all: readonly Seed[];
  readonly byGroup: ReadonlyMap<SeedGroup, readonly Seed[]>;
  /** Elements of BER seeds, to insert. */
  readonly donors: readonly Uint8Array[];
  /** Identifies the files and their order, on which inputs depend. */
  readonly fingerprint: string;
  readonly skipped: readonly string[];
}

/** Larger files are too slow: a million inputs would take days. */
const maxBytes = 300_000;
/** Maximum key derivation iterations of a seed; files with more are left out. */
const maxSeedWork = 100_000;

function formOf(bytes: Uint8Array): SeedForm {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  if (magic === 'feedfeed' || magic === 'cececece') return 'jks';
  return Buffer.from(bytes).includes('-----BEGIN') ? 'text' : 'tlv';
}

function groupOf(name: string, kind: string, form: SeedForm): SeedGroup {
  if (form === 'jks') return 'jks';
  if (/\.sm2$|reply\.der$|envelope/.test(name)) return 'guomi';
  if (/pkcs12|\.p12/.test(kind + name)) return 'container';
  if (/KEY|\.(key|pk8|p8e)$|^old-/.test(kind + name)) return 'key';
  if (/pkcs7|PKCS7|p7b|cms/.test(kind + name)) return 'bundle';
  return /crl|CRL|REQUEST|csr|other/.test(kind + name) ? 'other' : 'certificate';
}

/** Corpus files (where available) and generated ones. @param folder where generated ones are kept */
export function loadSeeds(folder: string): Seeds {
  const own = ownSeeds(folder);
  const files = [
    ...own.seeds.map(({ name, password }) => ({ name, kind: '', password, bytes: readFileSync(join(folder, name)) })),
    ...[...corpusRows(), ...cfcaRows()].map((row) => ({
      name: row.file,
      kind: row.kind,
      password: row.password,
      bytes: corpusFile(row),
    })),
  ];
  const all = files
    .filter(({ bytes }) => bytes.length <= maxBytes && declaredWork(bytes) <= maxSeedWork)
    .map(({ name, kind, password, bytes }): Seed => {
      const form = formOf(bytes);
      return { name, bytes: new Uint8Array(bytes), password, form, group: groupOf(name, kind, form) };
    });
  const byGroup = Map.groupBy(all, ({ group }) => group);
  const hash = createHash('sha256');
  for (const { name, bytes } of all) hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  return {
    all,
    byGroup,
    donors: all.filter(({ form }) => form === 'tlv').flatMap(donorsOf),
    fingerprint: hash.digest('hex').slice(0, 16),
    skipped: [
      ...own.skipped,
      ...(corporaFolder === null ? ['corpora (set CORPORA_DIR)'] : []),
      ...(files.length > all.length
        ? [`${files.length - all.length} files too large or with too many iterations`]
        : []),
    ],
  };
}

/** Returns a few small elements of a seed. */
function donorsOf({ bytes }: Seed): Uint8Array[] {
  const nodes = tlvIndex(bytes).filter(({ start, end, parent }) => parent >= 0 && end - start <= 2_000);
  const step = Math.max(1, Math.floor(nodes.length / 12));
  return nodes.filter((_, index) => index % step === 0).map(({ start, end }) => bytes.subarray(start, end));
}
