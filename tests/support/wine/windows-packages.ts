// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, { version?: string }>>;
};

/** Packages of Windows, in the version that this project uses, in `folder`/node_modules. False: they cannot be had. */
export function fetchWindowsPackages(folder: string, names: readonly string[]): boolean {
  const wanted = names.map((name) => `${name}@${lock.packages[`node_modules/${name}`]?.version}`);
  const words = ['install', '--force', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--prefix', folder];
  return spawnSync('npm', [...words, ...wanted], { stdio: 'ignore', timeout: 90_000 }).status === 0;
}
