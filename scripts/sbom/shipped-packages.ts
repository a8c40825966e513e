// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression as the package states it, or null. */
  readonly licence: string | null;
  readonly texts: readonly string[];
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string | { type?: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** Keep in step with electron-builder.yml. */
const besideBundles = ['@napi-rs/keyring', 'koffi', 'pkcs11js'];

export function shippedPackages(root: string): ShippedPackage[] {
  const bundled = JSON.parse(readFileSync(join(root, 'dist/packages.json'), 'utf8')) as string[];
  const names = new Set([...bundled, 'electron']);
  for (const name of besideBundles) addWithDependencies(root, name, names);
  return [...names].toSorted().map((folder) => readPackage(root, folder));
}

/** Packages of other platforms aren't installed, but share the licence of their main package. */
function addWithDependencies(root: string, name: string, names: Set<string>): void {
  if (names.has(name) || !existsSync(join(root, 'node_modules', name))) return;
  names.add(name);
  const { dependencies = {}, optionalDependencies = {} } = manifestOf(root, name);
  for (const each of Object.keys({ ...dependencies, ...optionalDependencies })) addWithDependencies(root, each, names);
}

function readPackage(root: string, below: string): ShippedPackage {
  const { name = below, version = '', license } = manifestOf(root, below);
  const folder = join(root, 'node_modules', below);
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i.test(file))
    .toSorted()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return { name, version, licence: (typeof license === 'string' ? license : license?.type) ?? null, texts };
}

function manifestOf(root: string, name: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as Manifest;
}
