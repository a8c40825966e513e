// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { libraryKind, type Machine } from '../../shared/domain/library-header.ts';
import { onPath } from '../launcher/commands.mjs';

export interface PackingComputer {
  readonly platform: string;
  readonly arch: string;
  readonly searchPath?: string;
  readonly root: string;
}

const flags: Readonly<Record<string, readonly string[]>> = {
  win32: ['--win', '--windows', '-w'],
  darwin: ['--mac', '--macos', '-m', '-o'],
  linux: ['--linux', '-l'],
};

export function systemsOf(words: readonly string[], platform: string): readonly string[] {
  const asked = Object.keys(flags).filter((system) => flags[system]?.some((flag) => words.includes(flag)));
  return asked.length > 0 ? asked : [platform];
}

/** Says how to get each tool, as in docs/releasing.md. */
export function missingFor(system: string, computer: PackingComputer): readonly string[] {
  if (system === 'win32') return missingForWindows(computer);
  const missing = [...missingTokens(computer)];
  if (system === 'linux' && isMissing('xz', computer)) missing.push('xz (Debian package xz-utils)');
  return missing;
}

function missingForWindows(computer: PackingComputer): readonly string[] {
  if (computer.platform === 'win32') return missingTokens(computer);
  const modules = ['@koromix/koffi-win32-x64', '@napi-rs/keyring-win32-x64-msvc']
    .filter((name) => !existsSync(join(computer.root, 'node_modules', name)))
    .map((name) => `${name} (npm install --no-save --force ${name}@VERSION, as in package-lock.json)`);
  const compiler = 'x86_64-w64-mingw32-g++';
  return [
    ...(isMissing(compiler, computer) ? [`${compiler} (Debian package g++-mingw-w64-x86-64-win32)`] : []),
    ...(isMissing('wine', computer) ? ['wine (Debian packages wine, wine32)'] : []),
    ...modules,
  ];
}

function missingTokens({ root, platform, arch }: PackingComputer): readonly string[] {
  const file = join(root, 'node_modules/pkcs11js/build/Release/pkcs11.node');
  if (existsSync(file) && isFor(file, { platform, arch })) return [];
  return ['the compiled pkcs11js (a C++ compiler, make and Python 3, then npm rebuild pkcs11js)'];
}

const isFor = (file: string, machine: Machine): boolean => libraryKind(readFileSync(file), machine) === 'library';

const isMissing = (name: string, { searchPath }: PackingComputer): boolean => onPath(name, searchPath) === null;
