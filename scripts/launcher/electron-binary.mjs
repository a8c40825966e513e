import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './commands.mjs';

// `require('electron')` is never used here: outside Electron it starts a download and then throws.

/** @typedef {{ path: string, why: string } | { path: null, why: string }} ElectronBinary */

/** @type {Readonly<Record<string, string>>} */
const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

/** @param {string} folder */
function packageVersion(folder) {
  const text = readText(path.join(folder, 'node_modules/electron/package.json'));
  return text === null ? null : /** @type {string} */ (JSON.parse(text).version);
}

/**
 * Electron's executable when it is really there and of the version that the package names; `why` says what is wrong.
 * electron itself does not check `ELECTRON_OVERRIDE_DIST_PATH`; this does.
 * @returns {ElectronBinary}
 */
export function electronBinary(folder = root, env = process.env, platform = process.platform) {
  const wanted = packageVersion(folder);
  if (wanted === null) return { path: null, why: 'the package electron is not installed' };
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH || path.join(folder, 'node_modules/electron/dist');
  const found = readText(path.join(dist, 'version'))?.replace(/^v/, '');
  if (found === undefined) return { path: null, why: 'its binary is not on this machine' };
  if (found !== wanted) return { path: null, why: `its binary is ${found}, the package is ${wanted}` };
  const file = path.join(dist, executables[platform] ?? 'electron');
  return existsSync(file)
    ? { path: file, why: `version ${wanted}` }
    : { path: null, why: 'its folder has no executable' };
}

/** Whether the release server answers within the time. @returns {Promise<boolean>} */
export async function downloadReachable(folder = root, env = process.env, milliseconds = 3000) {
  const version = packageVersion(folder);
  if (version === null) return false;
  const base =
    env.ELECTRON_MIRROR ?? env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/download/';
  try {
    const answer = await fetch(`${base}v${version}/SHASUMS256.txt`, {
      method: 'HEAD',
      signal: AbortSignal.timeout(milliseconds),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

/** Electron's own installer (it checks the checksum) in a child with a time limit. @returns {ElectronBinary} */
export function downloadElectron(folder = root, milliseconds = 300_000) {
  const installer = path.join(folder, 'node_modules/electron/install.js');
  const child = spawnSync(process.execPath, [installer], {
    timeout: milliseconds,
    killSignal: 'SIGKILL',
    stdio: 'ignore',
  });
  if (child.status === 0) return electronBinary(folder);
  return { path: null, why: child.signal === null ? 'its download failed' : 'its download took too long' };
}

/** The binary that is there, or that could be downloaded just now. @returns {Promise<ElectronBinary>} */
export async function obtainElectron() {
  const found = electronBinary();
  if (found.path !== null || process.env.CERTSTEWARD_NO_INSTALL === '1') return found;
  if (!(await downloadReachable())) return { path: null, why: `${found.why} and cannot be downloaded here` };
  console.log('Downloading Electron');
  return downloadElectron();
}
