// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** @param {string} name @returns {string | null} */
export function onPath(name, searchPath = process.env.PATH ?? '') {
  for (const folder of searchPath.split(path.delimiter).filter(Boolean)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/**
 * Resolves with the exit code, or 128 after a signal.
 * @param {string} command @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>}
 */
export function run(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
}

/**
 * Forwards signals, so that the program can close the vault.
 * @param {string} command @param {readonly string[]} args @returns {Promise<number>}
 */
export async function runWindow(command, args) {
  // A terminal sends Ctrl+C to the child as well. On Windows a signal would kill it.
  const passOn = (/** @type {NodeJS.Signals} */ signal) =>
    void (signal !== 'SIGINT' && process.platform !== 'win32' && child.kill(signal));
  for (const signal of endSignals) process.on(signal, passOn);
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
}

/** @type {readonly NodeJS.Signals[]} */
export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @param {string} command @param {readonly string[]} args @returns {string} '' if the command fails */
export function prints(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim() : '';
}

/** @param {string} command @param {readonly string[]} args @returns {boolean} */
export function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * On Windows `npm` is a script that needs a shell, so run its JavaScript file with Node.
 * @param {readonly string[]} args @returns {[command: string, args: string[]]}
 */
export function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', [...args]];
}

/** npm puts Node 24 (in node_modules/.bin) first on PATH. @param {string} name @param {readonly string[]} [args] */
export const script = (name, args = []) => npm(['run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])]);
