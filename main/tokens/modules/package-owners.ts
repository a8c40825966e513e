// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { debianPackages } from './debian-packages.ts';
import { rpmPackages } from './rpm-packages.ts';

export interface PackageOwners {
  of(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Cached until dpkg's database changes (rpm: until exit). */
export function createPackageOwners({ dpkg }: { readonly dpkg: string }): PackageOwners {
  const known = new Map<string, string | null>();
  let knownAt = '';
  return {
    async of(paths) {
      const info = await stat(`${dpkg}/info`, { bigint: true }).catch(() => null);
      const at = String(info?.mtimeNs ?? 0);
      if (at !== knownAt) known.clear();
      knownAt = at;
      const unknown = paths.filter((path) => !known.has(path));
      const found = await (info === null ? rpmPackages(unknown) : debianPackages(unknown, dpkg));
      for (const path of unknown) known.set(path, found.get(path) ?? null);
      return new Map(paths.flatMap((path) => (known.get(path) ? [[path, known.get(path) ?? ''] as const] : [])));
    },
  };
}
