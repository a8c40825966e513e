// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './commands.mjs';

// Never `require('electron')`: outside Electron, it downloads a missing binary and throws if that fails.

/** @typedef {{ path: string, why: string } | { path: null, why: string }} ElectronBinary */

/** @type {Readonly<Record<string, string>>} */
const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** Content of path.txt. */
export const executableOf = (platform = process.platform) => executables[platform] ?? 'electron';

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/** @param {string} [folder] @returns {string | null} */
export function packageVersion(folder = root) {
  const text = readText(path.join(folder, 'node_modules/electron/package.json'));
  return text === null ? null : /** @type {string} */ (JSON.parse(text).version);
}

/**
 * The electron package doesn't verify the binary in `ELECTRON_OVERRIDE_DIST_PATH`, so check it here.
 * @returns {ElectronBinary}
 */
export function electronBinary(folder = root, env = process.env, platform = process.platform) {
  const wanted = packageVersion(folder);
  if (wanted === null) return { path: null, why: 'the package electron is not installed' };
  const own = path.join(folder, 'node_modules/electron');
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH || path.join(own, 'dist');
  const found = readText(path.join(dist, 'version'))?.replace(/^v/, '');
  if (found === undefined) return { path: null, why: 'its binary is not on this machine' };
  if (found !== wanted) return { path: null, why: `its binary is ${found}, the package is ${wanted}` };
  const executable = executableOf(platform);
  // path.txt is written last, so without it the download is incomplete.
  const isOverridden = dist === env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!isOverridden && readText(path.join(own, 'path.txt')) !== executable)
    return { path: null, why: 'its download was cut short' };
  const file = path.join(dist, executable);
  return existsSync(file)
    ? { path: file, why: `version ${wanted}` }
    : { path: null, why: 'its folder has no executable' };
}
