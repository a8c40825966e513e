// SPDX-License-Identifier: Apache-2.0
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './commands.mjs';

/**
 * Stored in node_modules, so that `npm ci` clears it.
 * @typedef {{ binary: string | null, why: string, until: number }} Failure
 */

/** @param {string} folder */
const fileOf = (folder) => path.join(folder, 'node_modules', '.certsteward-electron.json');

/** @param {string | null} binary @param {string} why @param {number} hours @param {string} [folder] */
export function rememberFailure(binary, why, hours, folder = root) {
  const failure = { binary, why, until: Date.now() + hours * 3_600_000 };
  try {
    writeFileSync(fileOf(folder), JSON.stringify(failure));
  } catch {
    // The repository may be read-only.
  }
}

export function forgetFailure(folder = root) {
  rmSync(fileOf(folder), { force: true });
}

/**
 * Returns null if Electron may be tried.
 * @param {string | null} binary @param {number} [now] @returns {string | null}
 */
export function rememberedFailure(binary, now = Date.now(), folder = root) {
  try {
    const failure = /** @type {Failure} */ (JSON.parse(readFileSync(fileOf(folder), 'utf8')));
    if (failure.binary !== binary || !(failure.until > now)) return null;
    const hours = Math.ceil((failure.until - now) / 3_600_000);
    return `${failure.why} (tried again in ${hours} h, or now: npm start -- --try-electron)`;
  } catch {
    return null;
  }
}
