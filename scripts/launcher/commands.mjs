// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/** The repository; every path of the launcher counts from here. */
export const root = path.resolve(import.meta.dirname, '../..');

/** @param {string} name @returns {string | null} the full path of a program on PATH */
export function onPath(name, searchPath = process.env.PATH ?? '') {
  for (const folder of searchPath.split(path.delimiter).filter(Boolean)) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/**
 * Runs a program with this terminal and waits; the answer is its exit code (128 when a signal ended it).
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
 * Runs the program that has the window. Signals are its own: it closes the vault, and this process ends after it.
 * @param {string} command @param {readonly string[]} args @returns {Promise<number>} its exit code, 128 after a signal
 */
export async function runWindow(command, args) {
  // A terminal sends Ctrl+C to both. On Windows a signal would end it by force.
  const passOn = (/** @type {NodeJS.Signals} */ signal) =>
    void (signal !== 'SIGINT' && process.platform !== 'win32' && child.kill(signal));
  for (const signal of endSignals) process.on(signal, passOn);
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 128));
  });
}

/** What asks a program to end. @type {readonly NodeJS.Signals[]} */
export const endSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @param {string} command @param {readonly string[]} args @returns {string} what it prints, '' when it cannot be run */
export function prints(command, args) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout.trim() : '';
}

/** @param {string} command @param {readonly string[]} args @returns {boolean} whether it ended with exit code 0, silently */
export function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

/**
 * npm by its own file, because on Windows `npm` is a script that cannot be spawned without a shell.
 * @param {readonly string[]} args @returns {[command: string, args: string[]]}
 */
export function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', [...args]];
}

/** `npm run NAME`: npm puts node_modules/.bin, and with it Node 24, first on PATH. @param {string} name @param {readonly string[]} [args] */
export const script = (name, args = []) => npm(['run', '--silent', name, ...(args.length > 0 ? ['--', ...args] : [])]);
