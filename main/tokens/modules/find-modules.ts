// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenStandard } from '../../../shared/schemas/token.ts';
import { knownPaths, type KnownPath } from './known-modules.ts';
import { knownSkfPaths } from './known-skf.ts';
import type { LookedAt } from './look-at-module.ts';
import type { ModulePlaces } from './module-places.ts';
import { p11KitModules } from './p11-kit-modules.ts';

export interface FoundModule {
  readonly looked: LookedAt;
  readonly source: 'p11-kit' | 'known-path' | 'added';
  /** Set only for known paths, because a file name proves nothing. */
  readonly product: string | null;
  /** Null if the functions in the file decide. */
  readonly standard: TokenStandard | null;
  readonly parameters: string | null;
}

interface Search {
  readonly places: ModulePlaces;
  readonly added: readonly string[];
  look(path: string): Promise<LookedAt>;
}

interface Candidate extends Omit<FoundModule, 'looked'> {
  readonly paths: readonly string[];
}

export async function findModules({ places, added, look }: Search): Promise<readonly FoundModule[]> {
  const paths = places.knownPaths ?? knownPaths(places);
  const skfPaths = places.knownSkfPaths ?? knownSkfPaths(places);
  const configured = places.p11Kit === null ? [] : await p11KitModules(places.p11Kit);
  const candidates: readonly Candidate[] = [
    ...configured.map((module) => ({ ...module, source: 'p11-kit' as const, product: null, standard: null })),
    ...paths.map((each) => knownCandidate(each, null)),
    ...skfPaths.map((each) => knownCandidate(each, 'skf')),
    ...added.map((path) => ({
      paths: [path],
      source: 'added' as const,
      product: null,
      standard: null,
      parameters: null,
    })),
  ];
  const looked = await Promise.all(candidates.map(async (candidate) => await lookAtFirst(candidate, look)));
  const found = new Map<string, FoundModule>();
  for (const each of looked) {
    if (each === null) continue;
    const { inode } = each.looked;
    const before = found.get(inode);
    // Another entry for the same file may know the product.
    found.set(inode, before ? { ...before, product: before.product ?? each.product } : each);
  }
  return [...found.values()];
}

function knownCandidate({ name, path }: KnownPath, standard: TokenStandard | null): Candidate {
  return { paths: [path], source: 'known-path', product: name, standard, parameters: null };
}

async function lookAtFirst({ paths, ...candidate }: Candidate, look: Search['look']): Promise<FoundModule | null> {
  for (const path of paths) {
    try {
      return { ...candidate, looked: await look(path) };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return null;
}
