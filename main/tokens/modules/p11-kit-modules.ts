// SPDX-License-Identifier: Apache-2.0
import { readdir } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { readP11KitFile, type P11KitSettings } from './p11-kit-file.ts';

export interface P11KitFolders {
  readonly packaged: string;
  readonly system: string;
  readonly user: string;
  readonly libraries: readonly string[];
}

export interface ConfiguredModule {
  readonly paths: readonly string[];
  readonly parameters: string | null;
}

/** The name in `enable-in` and `disable-in`. */
const programName = 'certsteward';

const maxFiles = 1000;

/**
 * pkcs11.conf(5), highest priority first. With `user-config: merge`, settings in a user's file override those in the
 * file of the same name in /etc, and both override the package's.
 */
export async function p11KitModules(folders: P11KitFolders): Promise<readonly ConfiguredModule[]> {
  const mode = await userConfig(folders);
  const sources = [
    ...(mode === 'none' ? [] : [join(folders.user, 'modules')]),
    ...(mode === 'only' ? [] : [join(folders.system, 'modules'), folders.packaged]),
  ];
  const modules = new Map<string, Map<string, string>>();
  for (const source of sources) {
    for (const [name, settings] of await filesOf(source)) {
      const known = modules.get(name) ?? new Map<string, string>();
      for (const [key, value] of settings) if (!known.has(key)) known.set(key, value);
      modules.set(name, known);
    }
  }
  return [...modules]
    .toSorted(([a, one], [b, two]) => priorityOf(two) - priorityOf(one) || (a < b ? -1 : 1))
    .flatMap(([, settings]) => configured(settings, folders.libraries));
}

/** The user's setting counts unless the system's is `none`. */
async function userConfig({ system, user }: P11KitFolders): Promise<'none' | 'merge' | 'only'> {
  const modeIn = async (folder: string) => {
    const value = (await readP11KitFile(join(folder, 'pkcs11.conf')))?.get('user-config');
    return value === 'none' || value === 'only' || value === 'merge' ? value : null;
  };
  const mode = (await modeIn(system)) ?? 'merge';
  return mode === 'none' ? mode : ((await modeIn(user)) ?? mode);
}

async function filesOf(folder: string): Promise<(readonly [string, P11KitSettings])[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^[a-z0-9][\w.,-]*\.module$/i.test(name)).slice(0, maxFiles);
  const read = await Promise.all(files.map(async (name) => [name, await readP11KitFile(join(folder, name))] as const));
  return read.flatMap(([name, settings]) => (settings === null ? [] : [[name, settings] as const]));
}

function configured(settings: P11KitSettings, libraries: readonly string[]): ConfiguredModule[] {
  const module = settings.get('module') ?? '';
  // Skip trust modules, which hold no keys, and `remote` modules, which run commands.
  const skipped = module === '' || settings.get('trust-policy') === 'yes' || settings.has('remote');
  if (skipped || !isEnabled(settings)) return [];
  const paths = isAbsolute(module) ? [module] : libraries.map((folder) => join(folder, module));
  const parameters = settings.get('x-init-reserved') ?? '';
  return [{ paths, parameters: parameters === '' ? null : parameters }];
}

function isEnabled(settings: P11KitSettings): boolean {
  const lists = (key: string): boolean | null =>
    settings
      .get(key)
      ?.split(/[\s,]+/)
      .includes(programName) ?? null;
  return lists('enable-in') ?? !(lists('disable-in') ?? false);
}

function priorityOf(settings: P11KitSettings): number {
  const priority = Number(settings.get('priority') ?? '0');
  return Number.isInteger(priority) ? priority : 0;
}
