// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const library = 'usr/lib/certsteward';

const processors = { x64: 'amd64', arm64: 'arm64' } as const;
export type Processor = keyof typeof processors;
export const debianName = (processor: Processor): string => processors[processor];

const modules = (processor: Processor): Readonly<Record<string, readonly string[]>> => ({
  koffi: ['package.json', 'index.js', 'LICENSE.txt', 'src/koffi/index.js'],
  [`@koromix/koffi-linux-${processor}`]: ['package.json', 'index.js', `linux_${processor}`],
  '@napi-rs/keyring': ['package.json', 'index.js', 'LICENSE'],
  [`@napi-rs/keyring-linux-${processor}-gnu`]: ['package.json', `keyring.linux-${processor}-gnu.node`],
  pkcs11js: ['package.json', 'index.js', 'LICENSE', 'build/Release/pkcs11.node'],
  'playwright-core': ['package.json', 'index.mjs', 'index.js', 'lib', 'browsers.json', 'LICENSE', 'NOTICE'],
});

export interface TextFile {
  readonly path: string;
  readonly text: string;
  readonly executable?: boolean;
  /** Debian policy 12.1, 12.7. */
  readonly gzip?: boolean;
}

export function layOut(root: string, folder: string, processor: Processor): void {
  rmSync(folder, { recursive: true, force: true });
  const into = (path: string, from: string): void => {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(root, from), target, { recursive: true, dereference: true, filter: isShipped });
  };
  for (const part of ['dist', 'package.json', 'resources/profiles']) into(`${library}/${part}`, part);
  for (const [name, files] of Object.entries(modules(processor)))
    for (const file of files) into(`${library}/node_modules/${name}/${file}`, `node_modules/${name}/${file}`);
  into(`${library}/node`, `node_modules/node-linux-${processor}/bin/node`);
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
    into(`usr/share/icons/hicolor/${size}x${size}/apps/certsteward.png`, `resources/icons/${size}x${size}.png`);
  into('usr/share/icons/hicolor/scalable/apps/certsteward.svg', 'resources/icons/icon.svg');
}

/** Electron has its own package. Playwright's xdg-open only shows reports. */
function isShipped(path: string): boolean {
  const name = basename(path);
  return (
    !/^electron(?:-.*)?\.(?:mjs|cjs)$/.test(name) &&
    !name.endsWith('.map') &&
    name !== 'xdg-open' &&
    name !== '.build-stamp'
  );
}

export function writeText(folder: string, { path, text, executable = false, gzip = false }: TextFile): void {
  const target = join(folder, gzip ? `${path}.gz` : path);
  mkdirSync(dirname(target), { recursive: true });
  // gzipSync writes neither time nor name, so packages are reproducible.
  writeFileSync(target, gzip ? gzipSync(text, { level: 9 }) : text);
  if (executable) chmodSync(target, 0o755);
}

export function strip(folder: string): void {
  const native = files(folder).filter((path) => path.endsWith('.node') || path.endsWith(`${library}/node`));
  execFileSync('strip', ['--strip-unneeded', ...native]);
}

/** `time` is in Unix seconds. */
export function makeUniform(folder: string, time: number): void {
  for (const path of [...files(folder), ...folders(folder)].toReversed()) {
    const isFolder = lstatSync(path).isDirectory();
    const runs = isFolder || path.endsWith(`${library}/node`) || path.endsWith('usr/bin/certsteward');
    chmodSync(path, runs ? 0o755 : 0o644);
    utimesSync(path, time, time);
  }
}

export function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function folders(folder: string): string[] {
  const below = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  return [folder, ...below].toSorted();
}
