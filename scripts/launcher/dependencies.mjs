// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, root, run } from './commands.mjs';
import { nodeRuntime } from './node-runtime.mjs';

/** @param {string} folder */
const stampFile = (folder) => path.join(folder, 'node_modules', '.certsteward-lock-hash');
/** @param {string} folder */
const lockHash = (folder) =>
  createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');

/** @param {string} [folder] @returns {boolean} */
export function installIsStale(folder = root) {
  const modules = path.join(folder, 'node_modules');
  if (!existsSync(modules)) return true;
  // A symlinked folder belongs to another worktree, so never replace it.
  if (lstatSync(modules).isSymbolicLink()) return false;
  if (existsSync(stampFile(folder))) return readFileSync(stampFile(folder), 'utf8') !== lockHash(folder);
  // After a manual npm ci there is no stamp, but npm writes its hidden lock file last.
  const hidden = path.join(modules, '.package-lock.json');
  return !existsSync(hidden) || statSync(hidden).mtimeMs < statSync(path.join(folder, 'package-lock.json')).mtimeMs;
}

/**
 * Points node-gyp at the headers in the `node-linux-*` package, which npm unpacks before running install scripts.
 * @returns {NodeJS.ProcessEnv}
 */
export function installEnvironment(platform = process.platform, arch = process.arch) {
  if (platform !== 'linux') return process.env;
  return { ...process.env, npm_config_nodedir: path.join(root, 'node_modules', `node-linux-${arch}`) };
}

/**
 * Restores node_modules/.bin/node, which npm 9 (Debian 13) removes with the packages for other processors.
 * @param {string} [folder]
 */
export function linkNode(folder = root) {
  const link = path.join(folder, 'node_modules/.bin/node');
  const node = nodeRuntime(folder);
  if (process.platform === 'win32' || existsSync(link) || !node?.startsWith(folder)) return;
  // The link may be dangling.
  rmSync(link, { force: true });
  symlinkSync(path.relative(path.dirname(link), node), link);
}

/** @returns {Promise<boolean>} */
export async function installDependencies() {
  if (!installIsStale()) return true;
  console.log('Installing packages (npm ci)');
  const code = await run(...npm(['ci', '--loglevel=error', '--no-audit', '--no-fund']), installEnvironment());
  if (code !== 0) {
    console.error(`npm ci failed with exit code ${code}; nothing was started.`);
    return false;
  }
  linkNode();
  writeFileSync(stampFile(root), lockHash(root));
  if (!existsSync(path.join(root, 'node_modules', 'pkcs11js')))
    console.log('USB keys (U盾) are unavailable: pkcs11js was not compiled (g++, make or python3 missing).');
  return true;
}
