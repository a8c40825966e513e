// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { onPath, root, run, script } from '../launcher/commands.mjs';
import { playwrightOutcomes, standInLine } from './playwright-outcomes.mjs';
import { withRunner } from './tally.mjs';

/** @typedef {import('./tally.mjs').Outcome} Outcome */

const results = path.join(root, 'out', 'test');

/** @param {string} name @returns {Promise<readonly Outcome[]>} */
export async function check(name) {
  const code = await run(...script(name));
  return [code === 0 ? { state: 'passed', title: name } : { state: 'failed', title: name, note: `exit code ${code}` }];
}

/** @param {string} name @returns {string} */
function fresh(name) {
  mkdirSync(results, { recursive: true });
  const file = path.join(results, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

/** @param {string} file @returns {unknown} */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/**
 * @param {string} name @param {readonly string[]} [words] @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<readonly Outcome[]>}
 */
export async function vitest(name, words = [], env = process.env) {
  return vitestBy(name, (more) => script(name, [...more, ...words]), env);
}

/**
 * @param {string} name @param {(reporters: readonly string[]) => [command: string, args: string[]]} command
 * @param {NodeJS.ProcessEnv} [env] @returns {Promise<readonly Outcome[]>}
 */
export async function vitestBy(name, command, env = process.env) {
  const file = fresh(name.replaceAll(':', '-'));
  const reporters = ['--reporter=dot', '--reporter=./scripts/test/vitest-outcomes.ts', '--passWithNoTests'];
  const code = await run(...command(reporters), { ...env, OUTCOMES_FILE: file });
  return withRunner(name, code, /** @type {Outcome[] | null} */ (read(file)));
}

/** @param {string} name @param {readonly string[]} [words] @returns {Promise<readonly Outcome[]>} */
export async function playwright(name, words = []) {
  const file = fresh(name.replace(':', '-'));
  const [command, args] = script(name, ['--reporter=line,json', ...words]);
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const virtual = !process.env.DISPLAY && onPath('xvfb-run') !== null && onPath('xauth') !== null;
  const display = ['-a', '-s', '-screen 0 1920x1080x24', 'sh', path.join(root, 'scripts/test/with-window-manager.sh')];
  const code = virtual ? await run('xvfb-run', [...display, command, ...args], env) : await run(command, args, env);
  const report = /** @type {import('./playwright-outcomes.mjs').Report | null} */ (read(file));
  const standIn = report === null ? null : standInLine(report);
  if (standIn !== null) console.log(standIn);
  return withRunner(name, code, report === null ? null : playwrightOutcomes(report));
}
