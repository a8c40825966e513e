// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { knownPaths } from './known-modules.ts';
import type { LookedAt } from './look-at-module.ts';
import type { ModulePlaces } from './module-places.ts';
import { p11KitModules } from './p11-kit-modules.ts';

export interface FoundModule {
  readonly looked: LookedAt;
  readonly source: 'p11-kit' | 'known-path' | 'added';
  /** A file name proves nothing. */
  readonly product: string | null;
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
  const configured = places.p11Kit === null ? [] : await p11KitModules(places.p11Kit);
  const candidates: readonly Candidate[] = [
    ...configured.map((module) => ({ ...module, source: 'p11-kit' as const, product: null })),
    ...paths.map(({ name, path }) => ({
      paths: [path],
      source: 'known-path' as const,
      product: name,
      parameters: null,
    })),
    ...added.map((path) => ({ paths: [path], source: 'added' as const, product: null, parameters: null })),
  ];
  const looked = await Promise.all(candidates.map(async (candidate) => await lookAtFirst(candidate, look)));
  const found = new Map<string, FoundModule>();
  for (const each of looked) {
    if (each === null) continue;
    const { inode } = each.looked;
    const before = found.get(inode);
    // Named by the known path of the same file.
    found.set(inode, before ? { ...before, product: before.product ?? each.product } : each);
  }
  return [...found.values()];
}

/** Null: none is a library. */
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
