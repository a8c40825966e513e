// SPDX-License-Identifier: Apache-2.0
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Packages must exclude these modules, so a copied manifest is enough for the check. */
const manifestOnly = /^(node-(linux|win)-|electron$|playwright-core$)/;

/**
 * Copies the installed production modules and Electron's manifest. Links wouldn't work: npm treats a link's target as a
 * different project, and electron-builder then drops the optional platform packages.
 */
export function copyProductionModules(from: string, to: string): void {
  const done = new Set<string>();
  const copy = (name: string): void => {
    const folder = join(from, 'node_modules', name);
    if (done.has(name) || !existsSync(folder)) return;
    done.add(name);
    const only = manifestOnly.test(name) ? 'package.json' : '';
    const target = join(to, 'node_modules', name, only);
    cpSync(join(folder, only), target, { recursive: true, dereference: true });
    for (const each of dependenciesOf(folder)) copy(each);
  };
  for (const name of ['electron', ...dependenciesOf(from)]) copy(name);
}

/** Adds a foreign platform's package, as when building for Windows on Linux (`npm install --force`). */
export function addOtherPlatform(folder: string): void {
  const other = join(folder, 'node_modules/@koromix/koffi-win32-x64');
  const koffi = readFileSync(join(folder, 'node_modules/koffi/package.json'), 'utf8');
  const { version } = JSON.parse(koffi) as { version: string };
  mkdirSync(join(other, 'win32_x64'), { recursive: true });
  const manifest = { name: '@koromix/koffi-win32-x64', version, main: 'index.js' };
  writeFileSync(join(other, 'package.json'), JSON.stringify(manifest));
  for (const name of ['index.js', 'win32_x64/koffi.node']) writeFileSync(join(other, name), '');
}

function dependenciesOf(folder: string): string[] {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  return Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
}
