// SPDX-License-Identifier: Apache-2.0
import { realpath } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ModuleFacts } from '../../../shared/schemas/token.ts';
import type { ModuleConsent, ModuleConsents } from '../../computer-state/state-port.ts';
import { createFileContents } from './file-contents.ts';
import { type FoundModule, findModules } from './find-modules.ts';
import { lookAtModule, type LookedAt, moduleIdOf } from './look-at-module.ts';
import type { ModulePlaces } from './module-places.ts';
import { missingSkfLibraries } from './connected-skf.ts';
import { createPackageOwners } from './package-owners.ts';
import type { KnownModule, ModuleRegistry } from './registry-port.ts';

export interface RegistryOptions {
  readonly consents: ModuleConsents;
  readonly places: ModulePlaces;
}

const maxLooks = 16;

export function createModuleRegistry({ consents, places }: RegistryOptions): ModuleRegistry {
  const options = { ...places, contents: createFileContents() };
  const packages = createPackageOwners(places);
  const looks = new Map<string, FoundModule>();

  function factsOf(found: FoundModule, packageName: string | null): ModuleFacts {
    const { fileName, ...facts } = found.looked.facts;
    const standard = found.standard ?? facts.standard;
    return { ...facts, standard, name: found.product ?? fileName, package: packageName };
  }

  function known(found: FoundModule, packageName: string | null): KnownModule {
    const facts = factsOf(found, packageName);
    return {
      ...facts,
      source: found.source,
      parameters: found.parameters,
      state: stateOf(facts, found.looked, consents.find(facts.moduleId)),
    };
  }

  async function list(): Promise<readonly KnownModule[]> {
    const added = consents.added();
    const found = await findModules({ places, added, look: async (path) => await lookAtModule(path, options) });
    const owners = await packages.of(found.map(({ looked }) => looked.facts.path));
    const rows = found.map((each) => known(each, owners.get(each.looked.facts.path) ?? null));
    const there = new Set(rows.map(({ path }) => path));
    return [...rows, ...added.filter((path) => !there.has(path)).flatMap((path) => missing(path, consents))];
  }

  async function find(idOrPath: string): Promise<KnownModule> {
    const real = isAbsolute(idOrPath) ? await realpath(idOrPath).catch(() => idOrPath) : null;
    const rows = await list();
    const row = rows.find(({ moduleId, path }) => (real === null ? moduleId === idOrPath : path === real));
    if (row) return row;
    if (real === null) throw new AppError('module-not-found');
    const { facts } = await lookAtModule(real, options);
    throw new AppError('module-not-allowed', { path: facts.path });
  }

  return {
    list,
    missing: async () => await missingSkfLibraries(places, new Set((await list()).map(({ name }) => name))),
    find,
    async look(path) {
      if (!isAbsolute(path)) throw new AppError('module-not-found', { path });
      const looked = await lookAtModule(path, options);
      const { moduleId, path: real } = looked.facts;
      const listed = (await list()).find((each) => each.moduleId === moduleId);
      const found: FoundModule = {
        looked,
        source: listed?.source ?? 'added',
        product: null,
        standard: listed?.standard ?? null,
        parameters: listed?.parameters ?? null,
      };
      looks.delete(moduleId);
      looks.set(moduleId, found);
      for (const id of [...looks.keys()].slice(0, -maxLooks)) looks.delete(id);
      const owners = await packages.of([real]);
      return { ...factsOf(found, owners.get(real) ?? null), ...(listed && { name: listed.name }) };
    },
    async factsOf(moduleId) {
      const listed = (await list()).find((row) => row.moduleId === moduleId);
      if (listed !== undefined) return listed;
      const looked = looks.get(moduleId);
      if (looked === undefined) throw new AppError('module-not-found');
      return factsOf(looked, null);
    },
    async allow(moduleId, sha256) {
      const rows = await list();
      const path = (rows.find((row) => row.moduleId === moduleId) ?? looks.get(moduleId)?.looked.facts)?.path;
      if (path === undefined) throw new AppError('module-not-found');
      const { facts } = await lookAtModule(path, options);
      // The file changed since it was shown.
      if (facts.moduleId !== moduleId || facts.sha256 !== sha256) throw new AppError('module-not-allowed', { path });
      const listed = rows.find((row) => row.moduleId === moduleId);
      const added = listed === undefined || listed.source === 'added';
      consents.allow({ moduleId, path: facts.path, sha256, owner: facts.owner, added });
      return await find(moduleId);
    },
    async forget(moduleId) {
      await find(moduleId);
      consents.disallow(moduleId);
    },
  };
}

/** A file from a system package is as trusted as the system. */
function stateOf(facts: ModuleFacts, { rootOnly }: LookedAt, allowed: ModuleConsent | null): KnownModule['state'] {
  if (facts.package !== null && rootOnly) return 'ready';
  if (allowed === null) return 'needs-consent';
  const isSame = allowed.path === facts.path && allowed.sha256 === facts.sha256 && allowed.owner === facts.owner;
  return isSame ? 'ready' : 'changed';
}

function missing(path: string, consents: ModuleConsents): KnownModule[] {
  const moduleId = moduleIdOf(path);
  const consent = consents.find(moduleId);
  if (consent === null) return [];
  const { sha256 } = consent;
  const name = path.split(/[\\/]/).at(-1) ?? path;
  const nothing = {
    standard: 'pkcs11' as const,
    sizeBytes: 0,
    owner: null,
    writableByOthers: false,
    package: null,
    parameters: null,
  };
  return [{ moduleId, path, name, sha256, ...nothing, source: 'added', state: 'missing' }];
}
