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

/** @param {string} [folder] @returns {boolean} whether node_modules is missing or belongs to another lock file */
export function installIsStale(folder = root) {
  const modules = path.join(folder, 'node_modules');
  if (!existsSync(modules)) return true;
  // A link is somebody else's folder (a git worktree sharing it): never replaced from here.
  if (lstatSync(modules).isSymbolicLink()) return false;
  if (existsSync(stampFile(folder))) return readFileSync(stampFile(folder), 'utf8') !== lockHash(folder);
  // No stamp: somebody called npm ci by hand. npm writes its hidden lock file last.
  const hidden = path.join(modules, '.package-lock.json');
  return !existsSync(hidden) || statSync(hidden).mtimeMs < statSync(path.join(folder, 'package-lock.json')).mtimeMs;
}

/**
 * The environment of `npm ci`: node-gyp finds Node's headers in the registry package of Node 24 and downloads none.
 * npm unpacks every package before it runs the first install script, so the folder exists when it is needed.
 * @returns {NodeJS.ProcessEnv}
 */
export function installEnvironment(platform = process.platform, arch = process.arch) {
  if (platform !== 'linux') return process.env;
  return { ...process.env, npm_config_nodedir: path.join(root, 'node_modules', `node-linux-${arch}`) };
}

/**
 * npm scripts run with the packaged Node, which is `node` in node_modules/.bin. npm 9 (Debian 13) takes that link away
 * again together with the packages of other processors, which have the same name for it.
 * @param {string} [folder]
 */
export function linkNode(folder = root) {
  const link = path.join(folder, 'node_modules/.bin/node');
  const node = nodeRuntime(folder);
  if (process.platform === 'win32' || existsSync(link) || !node?.startsWith(folder)) return;
  // One that leads nowhere does not count as there.
  rmSync(link, { force: true });
  symlinkSync(path.relative(path.dirname(link), node), link);
}

/** Installs the exact packages of the lock file when they are not there yet. @returns {Promise<boolean>} whether all is well */
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
    console.log('USB tokens (U盾) are unavailable: pkcs11js was not compiled (g++, make or python3 missing).');
  return true;
}
