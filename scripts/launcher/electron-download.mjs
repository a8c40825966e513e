// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { endSignals, root } from './commands.mjs';
import { electronBinary, packageVersion } from './electron-binary.mjs';
import { nodeRuntime } from './node-runtime.mjs';
import { forgetFailure, rememberedFailure, rememberFailure } from './remembered-failure.mjs';

/** @typedef {import('./electron-binary.mjs').ElectronBinary} ElectronBinary */
/**
 * `stop` ends a background download.
 * @typedef {ElectronBinary & { wasStopped?: boolean, stop(): Promise<void> }} Obtained
 */

/** @returns {Promise<boolean>} */
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

function createProgress(out = process.stdout) {
  let shown = -1;
  let isSilent = false;
  return {
    /** @param {{ transferred: number, total: number | null }} progress */
    show({ transferred, total }) {
      const megabytes = Math.floor(transferred / 1e6);
      const part = total === null ? megabytes : Math.floor((transferred / total) * (out.isTTY ? 100 : 10));
      if (isSilent || part === shown) return;
      shown = part;
      const text = `Downloading Electron: ${megabytes} MB${total === null ? '' : ` of ${Math.ceil(total / 1e6)} MB`}`;
      out.write(out.isTTY ? `\r${text}` : `${text}\n`);
    },
    end() {
      if (!isSilent && out.isTTY && shown >= 0) out.write('\n');
      isSilent = true;
    },
  };
}

/** @typedef {'there' | 'failed'} DownloadEnd */

/** @param {string} node @param {string} folder */
function startDownload(node, folder) {
  // Must be on the target's file system for the rename.
  const temporary = path.join(folder, 'node_modules', '.certsteward-download');
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const program = path.join(folder, 'scripts/launcher/download-electron.mjs');
  const child = spawn(node, [program, folder, temporary], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const progress = createProgress();
  child.on('message', (message) =>
    progress.show(/** @type {{ transferred: number, total: number | null }} */ (message)),
  );
  /** @type {Promise<DownloadEnd>} */
  const end = new Promise((resolve) => {
    child.once('error', () => resolve('failed'));
    child.once('exit', (code) => resolve(code === 0 ? 'there' : 'failed'));
  });
  let isStopped = false;
  const ended = end.then((how) => {
    removeFolder(temporary);
    progress.end();
    if (how === 'there') forgetFailure(folder);
    else rememberFailure(null, isStopped ? 'its download was stopped' : 'its download failed', 24, folder);
    return how;
  });
  return {
    ended,
    silence: () => progress.end(),
    async stop() {
      isStopped = true;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** On Windows, a virus scanner may hold a new file. @param {string} folder */
function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // The next download removes the folder.
  }
}

const nothing = async () => undefined;

/**
 * Waits at most `seconds`, then leaves the download running in the background.
 * @param {string} why @param {number} seconds @returns {Promise<Obtained>}
 */
async function download(why, seconds, folder = root) {
  const node = nodeRuntime(folder);
  if (node === null) return { path: null, why, stop: nothing };
  console.log(`Downloading Electron ${packageVersion(folder)}; Ctrl+C stops it`);
  // Recorded first, in case this process is killed.
  rememberFailure(null, 'its download was stopped', 24, folder);
  // An early signal must not orphan the child.
  let wasStopped = false;
  const stop = () => {
    wasStopped = true;
    void started.stop();
  };
  for (const signal of endSignals) process.on(signal, stop);
  const started = startDownload(node, folder);
  const limit = new AbortController();
  const slow = setTimeout(seconds * 1000, 'slow', { signal: limit.signal }).catch(() => 'slow');
  const outcome = await Promise.race([started.ended, slow]);
  limit.abort();
  for (const signal of endSignals) process.off(signal, stop);
  if (outcome === 'slow') {
    started.silence();
    void started.ended.then(
      (how) => how === 'there' && console.log('Electron is downloaded. The next start opens it.'),
    );
    return { path: null, why: `its download takes longer than ${seconds} s and continues`, stop: started.stop };
  }
  if (outcome === 'there') return { ...electronBinary(folder), stop: nothing };
  return { path: null, why: rememberedFailure(null) ?? why, wasStopped, stop: nothing };
}

/**
 * Skips Electron after a recent failure, unless `tryAgain`.
 * @param {{ tryAgain: boolean, seconds: number }} options @returns {Promise<Obtained>}
 */
export async function obtainElectron({ tryAgain, seconds }) {
  const found = electronBinary();
  if (tryAgain) forgetFailure();
  const failed = rememberedFailure(found.path);
  if (failed !== null) return { path: null, why: failed, stop: nothing };
  if (found.path !== null || process.env.CERTSTEWARD_NO_INSTALL === '1') return { ...found, stop: nothing };
  if (await downloadReachable()) return download(found.why, seconds);
  rememberFailure(null, `${found.why} and cannot be downloaded here`, 1);
  return { path: null, why: rememberedFailure(null) ?? found.why, stop: nothing };
}
