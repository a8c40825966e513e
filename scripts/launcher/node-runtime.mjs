// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './commands.mjs';

/** `node:sqlite` has `setAuthorizer` since 24.10 and `limits` since 24.15. */
const oldest = [24, 15];

/** @param {string} version */
export function isRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > (oldest[0] ?? 0) || (major === oldest[0] && minor >= (oldest[1] ?? 0));
}

/**
 * Falls back to the running Node, because macOS has no packaged one.
 * @returns {string | null}
 */
export function nodeRuntime(folder = root) {
  const packaged =
    process.platform === 'win32'
      ? path.join(folder, 'node_modules', `node-win-${process.arch}`, 'bin', 'node.exe')
      : path.join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged)) return packaged;
  return isRecentEnough(process.versions.node) ? process.execPath : null;
}
